namespace BlueGreen.Reporting.Html;

/// <summary>How the page looks, in light and in dark, on paper and on a telephone.</summary>
internal static class Style
{
    public const string Sheet = """
        :root {
          color-scheme: light dark;
          --page: #fff; --card: #f6f8fa; --text: #1f2328; --soft: #59636e; --rule: #d1d9e0;
          --blue: #0a58ca; --green: #14713a; --bad: #b3261e; --warn: #8a5300; --limit: #b3261e;
          --blue-area: #dbe8fb; --green-area: #cfeedb; --hatch: #14713a44;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0d1117; --card: #161b22; --text: #e6edf3; --soft: #9ba7b4; --rule: #30363d;
            --blue: #6cb0ff; --green: #4fcb72; --bad: #ff8a80; --warn: #e3b341; --limit: #ff8a80;
            --blue-area: #12294a; --green-area: #12351f; --hatch: #4fcb7244;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 980px; margin: 0 auto; padding: 32px 24px 48px; }
        h1 { margin: 6px 0 4px; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
        h2 { margin: 40px 0 12px; font-size: 1.2rem; border-bottom: 1px solid var(--rule); padding-bottom: 4px; }
        .status { display: inline-block; margin: 0; padding: 2px 12px; border: 2px solid; border-radius: 99px; font-weight: 600; }
        .reason { margin: 0 0 16px; font-size: 1.05rem; overflow-wrap: anywhere; }
        .note { padding: 8px 12px; border-left: 4px solid var(--warn); background: var(--card); }
        .good { color: var(--green); } .bad { color: var(--bad); } .warn { color: var(--warn); } .open { color: var(--blue); }
        .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(215px, 1fr)); gap: 8px; margin: 0; }
        .facts div { padding: 8px 12px; background: var(--card); border-radius: 6px; }
        dt { color: var(--soft); font-size: .8rem; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        figure { margin: 20px 0 28px; } figcaption { font-weight: 600; } .unit { color: var(--soft); font-weight: 400; }
        .key { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 4px 0; font-size: .85rem; color: var(--soft); }
        .key span { white-space: nowrap; } .key svg { vertical-align: middle; }
        .moments { margin: 4px 0 0; padding-left: 26px; font-size: .9rem; } .moments li { overflow-wrap: anywhere; }
        .when { font-variant-numeric: tabular-nums; font-weight: 600; }
        .scroll { overflow-x: auto; margin: 0 0 16px; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { padding: 6px 10px; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; overflow-wrap: break-word; }
        thead th { color: var(--soft); font-weight: 600; font-size: .8rem; white-space: nowrap; }
        tbody th { font-weight: 600; min-width: 8.5em; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        .time, .status-word { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .steps .good, .steps .bad, .steps .warn { color: inherit; }
        .steps .good .status-word { color: var(--green); } .steps .bad .status-word { color: var(--bad); } .steps .warn .status-word { color: var(--warn); }
        .quiet { color: var(--soft); } .events .time { color: var(--soft); }
        td.bad, td.good, td.warn { white-space: nowrap; font-weight: 600; }
        summary { cursor: pointer; color: var(--soft); font-size: .9rem; }
        pre { margin: 8px 0; padding: 8px 12px; background: var(--card); border-radius: 6px; font-size: .85rem; }
        footer { margin-top: 40px; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
        .chart { display: block; width: 100%; height: auto; font: 12.5px system-ui, sans-serif; overflow: visible; }
        .narrow { display: none; }
        .grid { stroke: var(--rule); stroke-width: 1; } .axis { stroke: var(--soft); stroke-width: 1; }
        .tick { fill: var(--soft); font-variant-numeric: tabular-nums; }
        .label { fill: var(--text); font-weight: 600; } .halo { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
        .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; } .line.blue { stroke: var(--blue); } .line.green { stroke: var(--green); stroke-dasharray: 8 4; } .line.evidence { stroke-dasharray: none; }
        .mark { stroke: var(--page); stroke-width: 1; } .mark.blue { fill: var(--blue); } .mark.green { fill: var(--green); }
        .limit { stroke: var(--limit); stroke-width: 2; stroke-dasharray: 2 4; fill: none; } .limit.required { stroke: var(--warn); }
        .limit-text { font-weight: 400; font-size: 12px; }
        .moment { fill: var(--page); stroke: var(--soft); stroke-width: 1.2; } path.moment { fill: none; stroke-dasharray: 1 3; } .moment.bad { stroke: var(--bad); }
        .badge { fill: var(--text); font-size: 11px; font-weight: 600; }
        .blue-area { fill: var(--blue-area); } .green-area { fill: var(--green-area); } .hatch { stroke: var(--hatch); stroke-width: 3; }
        .share { fill: none; stroke: var(--green); stroke-width: 2.2; } .run { fill: var(--soft); } .steps .bad .run { fill: var(--bad); }
        @media (max-width: 780px) {
          main { padding: 20px 14px 32px; } h1 { font-size: 1.4rem; }
          .wide { display: none; } .narrow { display: block; max-width: 560px; }
          th.bar, td.bar { display: none; } th, td { padding: 6px; }
          .facts { grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); }
          .extra { display: none; } tbody th { min-width: 0; }
          .rows thead { display: none; } .rows tr { display: block; padding: 6px 0; border-bottom: 1px solid var(--rule); }
          .rows th, .rows td { display: block; border: 0; padding: 1px 0; text-align: left; } .rows td.n, .rows td.time { display: inline-block; padding-right: 12px; }
          .rows td:empty { display: none; }
        }
        @media print { main { max-width: none; padding: 0; } figure, tr { break-inside: avoid; } }

        """;
}
