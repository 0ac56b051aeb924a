package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.crm.FieldFit;
import io.leaddispatcher.application.crm.ShowCrmMapping;
import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From where in a CRM the fields of leads are read, and to where there what is decided goes.
 *
 * @param groups of our fields
 * @param theirs what can be chosen
 * @param problem why the CRM did not say; null when it did
 * @param problems what is wrong with what was sent
 * @param note what has just been done, or why not; null when nothing was
 * @param tried what came of trying a record, in words; null when none was tried
 */
record CrmMappingView(
        String connection,
        String system,
        boolean takesMappings,
        List<Group> groups,
        List<Property> theirs,
        CrmWritingView writing,
        @Nullable String problem,
        List<String> problems,
        @Nullable String note,
        String tone,
        String record,
        @Nullable String tried) {

    /**
     * @param read how many of them are read from somewhere, in words
     * @param open whether there is something to see that is not as usual
     */
    record Group(String name, String read, boolean open, List<Row> rows) {}

    /** A field there, as it may be chosen. */
    record Property(String name, String label) {}

    /**
     * A field of ours.
     *
     * @param usual from where it is read without anybody saying so; null for nowhere
     * @param property what somebody has said, or has just typed; blank where nobody has
     * @param set what is kept of it; blank for nothing
     * @param fit whether it can be read, in words; null where that is plain
     * @param from whose property the tried value stands in, in words; null where that is plain
     * @param raw what the tried record has; null when nothing
     * @param read what comes of it; null when nothing does
     */
    record Row(
            String path,
            String name,
            String type,
            @Nullable String usual,
            String property,
            String set,
            @Nullable String fit,
            String tone,
            @Nullable String choices,
            @Nullable String from,
            @Nullable String raw,
            @Nullable String read) {}

    /**
     * What was done, or asked for, just now.
     *
     * @param sent what is to be shown again
     */
    record Asked(
            String record,
            @Nullable String note,
            List<String> problems,
            Map<String, String> sent,
            CrmWritingView writing) {}

    /** Of the inputs that name a property for one of our fields. */
    static final String FIELD = "field:";

    private static final int CHOICES_NAMED = 6;
    private static final Set<String> GOOD = Set.of("mapped", "written");
    private static final Set<String> BAD = Set.of("stale", "invalid");
    private static final List<String> SECTIONS = List.of("contact", "company", "lead", "custom");

    static CrmMappingView of(
            String connection,
            ConnectionType type,
            ShowCrmMapping.View view,
            Asked asked,
            Words words) {
        String system = type == ConnectionType.CRM ? "CRM" : ConsentPanel.system(type.code());
        String note = asked.note();
        boolean good = note != null && GOOD.contains(note);
        return new CrmMappingView(
                connection,
                system,
                view.takesMappings(),
                SECTIONS.stream()
                        .map(section -> group(section, view, asked.sent(), system, words))
                        .filter(group -> !group.rows().isEmpty())
                        .toList(),
                view.theirs().stream()
                        .map(each -> new Property(each.name(), each.label()))
                        .toList(),
                asked.writing(),
                view.problem() == null
                        ? null
                        : words.say("crm.mapping.problem", system, view.problem()),
                asked.problems(),
                good || (note != null && BAD.contains(note))
                        ? words.say("crm.mapping.note." + note)
                        : null,
                good ? "good" : "bad",
                asked.record(),
                switch (view.tried()) {
                    case NOT -> null;
                    case FOUND -> words.say("crm.mapping.tried.FOUND");
                    case NO_SUCH_RECORD -> words.say("crm.mapping.tried.NO_SUCH_RECORD", system);
                });
    }

    private static Group group(
            String section,
            ShowCrmMapping.View view,
            Map<String, String> sent,
            String system,
            Words words) {
        List<Row> rows =
                view.lines().stream()
                        .filter(line -> line.path().startsWith(section + "."))
                        .map(line -> row(line, view, sent, system, words))
                        .toList();
        long read =
                rows.stream()
                        .filter(row -> row.usual() != null || !row.property().isEmpty())
                        .count();
        return new Group(
                words.say("crm.mapping.section." + section),
                words.say("crm.mapping.read", read, rows.size()),
                section.equals("custom") || rows.stream().anyMatch(CrmMappingView::isUnusual),
                rows);
    }

    private static boolean isUnusual(Row row) {
        return !row.property().isEmpty()
                || !row.set().isEmpty()
                || row.fit() != null
                || row.raw() != null;
    }

    private static Row row(
            ShowCrmMapping.Line line,
            ShowCrmMapping.View view,
            Map<String, String> sent,
            String system,
            Words words) {
        String mapped = line.mapped();
        String set = mapped == null ? "" : mapped;
        boolean known = view.problem() == null;
        boolean missing = mapped != null && known && line.there() == null;
        String hidden = words.say("crm.mapping.hidden");
        String fit = null;
        if (missing) {
            fit = words.say("crm.mapping.missing", system);
        } else if (line.fit() == FieldFit.NEVER || line.fit() == FieldFit.IF_IT_LOOKS_SO) {
            fit =
                    words.say(
                            "crm.mapping.fit." + line.fit(),
                            words.name("setup.type", line.type().name()));
        }
        String name = line.name();
        return new Row(
                line.path(),
                name == null || name.equals(line.path()) ? words.name("field", line.path()) : name,
                words.name("setup.type", line.type().name()),
                mapped == null ? line.usual() : null,
                Shown.again(sent, FIELD + line.path(), set),
                set,
                fit,
                missing || line.fit() == FieldFit.NEVER ? "bad" : "warn",
                choices(line.there(), words),
                from(line, words),
                line.raw() == null || !line.sensitive() ? line.raw() : hidden,
                line.read() == null || !line.sensitive() ? line.read() : hidden);
    }

    private static @Nullable String from(ShowCrmMapping.Line line, Words words) {
        String from = line.from();
        if (from == null) {
            return null;
        }
        String expected = line.mapped() == null ? line.usual() : line.mapped();
        return line.ofCompany()
                ? words.say("crm.mapping.of-company", from)
                : from.equals(expected) ? null : from;
    }

    private static @Nullable String choices(@Nullable CrmField there, Words words) {
        if (there == null || there.choices().isEmpty()) {
            return null;
        }
        int more = there.choices().size() - CHOICES_NAMED;
        return Stream.concat(
                        there.choices().stream().limit(CHOICES_NAMED).map(choice -> choice.value()),
                        more > 0 ? Stream.of(words.say("crm.mapping.more", more)) : Stream.of())
                .reduce((one, other) -> one + ", " + other)
                .orElse(null);
    }
}
