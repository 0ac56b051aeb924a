package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.bulk.ActOnLeads.Line;
import io.leaddispatcher.application.bulk.ActOnLeads.Report;
import io.leaddispatcher.application.bulk.ActOnLeads.Result;
import io.leaddispatcher.application.bulk.Deed;
import io.leaddispatcher.web.layout.Words;
import java.util.List;

/**
 * What came of an act on several leads.
 *
 * @param summary how many were done, and how many refused
 * @param refusals those for which it was not done, and why
 * @param changed those for which it was done
 * @param undoable whether it can be undone for these
 * @param back the address of the list
 */
record BulkView(
        int done,
        int refused,
        String summary,
        List<Refusal> refusals,
        List<Changed> changed,
        boolean undoable,
        String back) {

    record Changed(String id, String lead) {}

    record Refusal(String id, String lead, String why) {}

    static BulkView of(Report report, Deed deed, LeadsFilter wish, Words words) {
        var names = new Names(report.names(), words);
        var refusals =
                report.lines().stream()
                        .filter(line -> !line.result().done())
                        .map(line -> refusal(line, names, words))
                        .toList();
        int done = report.lines().size() - refusals.size();
        return new BulkView(
                done,
                refusals.size(),
                refusals.isEmpty()
                        ? words.say("bulk.done", done)
                        : words.say("bulk.done.refused", done, refusals.size()),
                refusals,
                report.lines().stream()
                        .filter(line -> line.result().done())
                        .map(line -> new Changed(line.id().toString(), name(line, words)))
                        .toList(),
                deed == Deed.SPAM,
                wish.address((String) null));
    }

    private static Refusal refusal(Line line, Names names, Words words) {
        return new Refusal(
                line.id().toString(), name(line, words), why(line.result(), names, words));
    }

    private static String name(Line line, Words words) {
        var lead = line.lead();
        return lead == null ? words.say("lead.nameless") : lead;
    }

    private static String why(Result result, Names names, Words words) {
        return switch (result) {
            case Result.Came(var outcome) -> {
                var why = ActWords.of(outcome, names, words);
                yield why == null ? "" : why;
            }
            case Result.Wrong(var because) -> words.problem(because);
            case Result.Forbidden _ -> words.say("bulk.forbidden");
            case Result.Failed _ -> words.say("bulk.failed");
        };
    }
}
