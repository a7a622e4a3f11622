using System.Net;
using System.Text.Json;

namespace BlueGreen.Reporting.Tests.Reports;

/// <summary>A page around the report that measures what the browser laid out, and writes it where a dump of the page shows it.</summary>
internal static class Measuring
{
    private const string Begin = "<pre id=\"result\">";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Page(string report, int width) => $$"""
        <!doctype html>
        <iframe src="{{new Uri(report)}}" style="width:{{width}}px;height:900px"></iframe>
        <pre id="result"></pre>
        <script>
        const frame = document.querySelector('iframe');
        frame.onload = () => {
          const doc = frame.contentDocument, view = frame.contentWindow, shown = e => e.getClientRects().length > 0;
          const charts = [...doc.querySelectorAll('svg.chart')].filter(shown);
          const overlaps = [], outside = [], tiny = [], faint = [];
          const luminance = c => { const [r, g, b] = c.match(/[\d.]+/g).map(Number).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
          const page = view.getComputedStyle(doc.body).backgroundColor;
          for (const chart of charts) {
            const box = chart.getBoundingClientRect();
            const texts = [...chart.querySelectorAll('text')].map(t => ({ text: t.textContent, box: t.getBoundingClientRect(), color: view.getComputedStyle(t).fill }));
            for (const t of texts) {
              if (t.box.left < box.left - 1 || t.box.right > box.right + 1 || t.box.top < box.top - 1 || t.box.bottom > box.bottom + 1) outside.push(t.text);
              if (t.box.height < 9) tiny.push(t.text);
              if (contrast(t.color, page) < 4.5) faint.push(t.text);
            }
            for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
              const [a, b] = [texts[i].box, texts[j].box], slack = 2;
              if (a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack) overlaps.push(texts[i].text + ' × ' + texts[j].text);
            }
          }
          for (const e of doc.querySelectorAll('body *:not(svg *)')) if (shown(e) && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) {
            const style = view.getComputedStyle(e);
            if (parseFloat(style.fontSize) < 11) tiny.push(e.textContent.trim().slice(0, 60));
            if (contrast(style.color, page) < 4.5) faint.push(e.textContent.trim().slice(0, 60));
          }
          document.getElementById('result').textContent = JSON.stringify({
            title: doc.title,
            overflow: doc.documentElement.scrollWidth - doc.documentElement.clientWidth,
            overlaps, outside, tiny, faint, charts: charts.length, background: page,
            loaded: view.performance.getEntriesByType('resource').map(e => e.name),
            foreign: [...doc.querySelectorAll('script,img,iframe,object,embed,link,a,form,input')].map(e => e.outerHTML),
          });
        };
        </script>
        """;

    public static PageView Read(string dom)
    {
        var from = dom.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var text = dom[from..dom.IndexOf("</pre>", from, StringComparison.Ordinal)];
        return JsonSerializer.Deserialize<PageView>(WebUtility.HtmlDecode(text), Json)!;
    }
}
