using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Reporting.History;

/// <summary>What people were asked, and what they said.</summary>
internal static class ApprovalHistory
{
    public static ImmutableArray<ApprovalRecord> Read(IReadOnlyList<JournalEntry> journal)
    {
        var approvals = new List<ApprovalRecord>();
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case ApprovalRequested request:
                    approvals.Add(new(request.Step, request.Role, entry.At, null, null, null));
                    break;
                case ApprovalGranted granted when approvals.Count > 0:
                    approvals[^1] = approvals[^1] with { EndedAt = entry.At, By = granted.By, Reason = granted.Reason };
                    break;
                case ApprovalExpired when approvals.Count > 0:
                    approvals[^1] = approvals[^1] with { EndedAt = entry.At };
                    break;
            }
        }

        return [.. approvals];
    }
}
