package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two leads that may be one person, side by side.
 *
 * @param keep the id of the one that goes on
 * @param differences what only one of them says, or each says otherwise
 * @param alike how many values both say
 * @param hidden whether there is something that the reader may not see
 * @param seen what was seen of both, to be sent along
 * @param mergeable whether the reader may act on both, and each is one of its own
 */
record MergeView(
        Side one,
        Side other,
        String keep,
        List<Difference> differences,
        int alike,
        boolean hidden,
        List<Field> seen,
        boolean mergeable) {

    MergeView {
        differences = List.copyOf(differences);
        seen = List.copyOf(seen);
    }

    /** Both, the one first from which the reader has come. */
    public List<Side> getSides() {
        return List.of(one, other);
    }

    /**
     * One of the two.
     *
     * @param owner who has it; null: nobody
     * @param queue where it waits; null: nowhere
     * @param ends what happens with the work on it when the other one goes on
     */
    record Side(
            String id,
            String title,
            @Nullable String subtitle,
            String status,
            String tone,
            @Nullable String owner,
            @Nullable String queue,
            @Nullable When received,
            int meetings,
            String ends) {

        /** Without its story, of which nothing is shown here. */
        static Side of(LeadDetailView detail, Words plain) {
            Words words = Names.naming(detail.names(), plain);
            Names names = new Names(detail.names(), words);
            Tree lead = Tree.of(detail.document());
            List<Tree> events = detail.timeline().stream().map(Tree::of).toList();
            Closing closing = Closing.of(lead, events, names, words);
            String status = lead.text("status", "NEW");
            String owner = owner(lead.tree("assignment"), names, words);
            String queue =
                    lead.text("queueKey") == null || closing != null
                            ? null
                            : names.queue(lead.text("queueKey", ""));
            return new Side(
                    lead.text("id", ""),
                    LeadView.title(detail, words),
                    LeadView.subtitle(lead.tree("contact"), lead.tree("company")),
                    closing == null ? words.name("status", status) : closing.result(),
                    closing == null ? LeadRow.tone(status) : closing.tone(),
                    owner,
                    queue,
                    words.whenOrNull(lead.instant("receivedAt")),
                    MeetingLine.all(lead, detail.zone(), names, words).size(),
                    closing == null
                            ? ends(owner, queue, words)
                            : words.say("lead.merge.ends.closed"));
        }

        private static @Nullable String owner(Tree assignment, Names names, Words words) {
            if (assignment.isEmpty()) {
                return null;
            }
            String rep = assignment.text("repKey");
            return rep == null ? words.say("lead.broadcast") : names.rep(rep);
        }

        private static String ends(@Nullable String owner, @Nullable String queue, Words words) {
            if (owner != null) {
                return words.say("lead.merge.ends.held", owner);
            }
            return queue == null
                    ? words.say("lead.merge.ends.nobody")
                    : words.say("lead.merge.ends.queue", queue);
        }
    }

    record Difference(String label, String one, String other) {}

    /** A field of the form that nobody sees. */
    record Field(String name, String value) {}

    static MergeView of(
            LeadDetailView one,
            LeadDetailView other,
            @Nullable String keep,
            LeadInputs inputs,
            Set<String> sensitive,
            Actor reader,
            Locale locale,
            Words words) {
        Set<String> hidden = new HashSet<>(EditForm.hidden(one, sensitive, reader));
        hidden.addAll(EditForm.hidden(other, sensitive, reader));
        List<String> paths =
                inputs.paths().stream().filter(path -> !hidden.contains(path)).toList();
        Map<String, String> first = EditForm.values(one, paths, locale);
        Map<String, String> second = EditForm.values(other, paths, locale);
        List<Difference> differences = new ArrayList<>();
        int alike = 0;
        for (String path : paths) {
            String left = first.getOrDefault(path, "");
            String right = second.getOrDefault(path, "");
            if (!left.equals(right)) {
                differences.add(new Difference(inputs.label(path), left, right));
            } else if (!left.isEmpty()) {
                alike++;
            }
        }
        List<Field> seen = new ArrayList<>();
        seen(one, first, seen);
        seen(other, second, seen);
        return new MergeView(
                Side.of(one, words),
                Side.of(other, words),
                keep == null ? usual(one, other) : keep,
                differences,
                alike,
                !one.sensitive().hidden().isEmpty() || !other.sensitive().hidden().isEmpty(),
                seen,
                isMergeable(one, reader, words) && isMergeable(other, reader, words));
    }

    private static void seen(LeadDetailView detail, Map<String, String> values, List<Field> seen) {
        Tree lead = Tree.of(detail.document());
        String id = lead.text("id", "");
        values.forEach((path, value) -> seen.add(new Field(MergeForm.was(id, path), value)));
        seen.add(new Field(MergeForm.was(id, MergeForm.STATUS), lead.text("status", "")));
        seen.add(new Field(MergeForm.was(id, MergeForm.HOLDER), holder(lead)));
    }

    /** Of an offer to several nobody has it. */
    private static String holder(Tree lead) {
        return lead.tree("assignment").text("repKey", "");
    }

    static boolean isMergeable(LeadDetailView detail, Actor reader, Words words) {
        return LeadActs.of(detail, reader, null, words).isMerge();
    }

    /** The one that somebody has, else the older one. */
    private static String usual(LeadDetailView one, LeadDetailView other) {
        Tree first = Tree.of(one.document());
        Tree second = Tree.of(other.document());
        boolean firstHeld = !holder(first).isEmpty();
        boolean secondHeld = !holder(second).isEmpty();
        boolean isFirst =
                firstHeld == secondHeld
                        ? first.text("arrivedAt", "").compareTo(second.text("arrivedAt", "")) <= 0
                        : firstHeld;
        return (isFirst ? first : second).text("id", "");
    }
}
