package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.routing.SurveyReps;
import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Initials;
import io.leaddispatcher.web.layout.Words;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A document in the list.
 *
 * @param sub what stands under its name
 * @param cells what the columns say
 * @param badge how it stands, in a word; null when there is nothing to say
 * @param initials of a person; null for everything else
 */
record SetupRow(
        String key,
        String title,
        String sub,
        List<String> cells,
        @Nullable Badge badge,
        @Nullable String initials) {

    record Badge(String tone, String text) {}

    private static final String NOTHING = "\u2013";
    private static final int NAMED = 4;

    SetupRow {
        cells = List.copyOf(cells);
    }

    /** Whether somebody who looks for this may mean it. */
    static boolean matches(StoredDocument document, String sought) {
        return sought.isEmpty()
                || Stream.of(
                                document.key(),
                                String.valueOf(document.document().get("name")),
                                String.valueOf(document.document().get("email")))
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(sought));
    }

    /** Of the columns between the name and the badge. */
    static List<String> headings(SetupKind kind, Words words) {
        return Stream.of("a", "b", "c")
                .limit(kind == SetupKind.ACCOUNT ? 3 : 2)
                .map(column -> words.say("setup.%s.column.%s".formatted(kind.code(), column)))
                .toList();
    }

    static SetupRow of(
            SetupKind kind,
            StoredDocument document,
            SurveyReps.@Nullable Standing standing,
            Words words) {
        var tree = new Tree(document.document());
        var title = SetupDesk.nameOf(document);
        return new SetupRow(
                document.key(),
                title,
                kind == SetupKind.REP ? tree.text("email", document.key()) : document.key(),
                cells(kind, tree, standing, words),
                badge(kind, tree, standing, words),
                kind == SetupKind.REP ? Initials.of(title) : null);
    }

    /**
     * With the name of an account's owner in the place of a key.
     *
     * @param owner null when there is none
     */
    SetupRow ownedBy(@Nullable String owner) {
        if (owner == null) {
            return this;
        }
        var named = new ArrayList<>(cells);
        named.set(1, owner);
        return new SetupRow(key, title, sub, named, badge, initials);
    }

    /** With the connection from whose CRM it comes. */
    SetupRow from(String mirror, Words words) {
        return new SetupRow(
                key,
                title,
                sub,
                cells,
                new Badge("info", words.say("setup.account.from", mirror)),
                initials);
    }

    private static List<String> cells(
            SetupKind kind, Tree tree, SurveyReps.@Nullable Standing standing, Words words) {
        return switch (kind) {
            case REP ->
                    standing == null
                            ? List.of(NOTHING, NOTHING)
                            : List.of(
                                    orNothing(String.join(", ", standing.teams())),
                                    StandingView.load(standing, words));
            case TEAM ->
                    List.of(
                            words.say("setup.count.members", tree.items("members").size()),
                            orNothing(
                                    Stream.of(tree.text("timeZone", ""), tree.text("holidays", ""))
                                            .filter(text -> !text.isEmpty())
                                            .collect(Collectors.joining(" \u00b7 "))));
            case POOL ->
                    List.of(
                            words.name("setup.strategy", tree.text("strategy")),
                            words.say("setup.count.members", tree.items("members").size()));
            case QUEUE ->
                    List.of(
                            tree.text("type", "CUSTOM").equals("CUSTOM")
                                    ? words.say("setup.queue.custom")
                                    : words.name("queue-type", tree.text("type")),
                            tree.text("team", words.say("setup.queue.everybody")));
            case TERRITORY -> List.of(orNothing(claims(tree)), orNothing(tree.text("parent", "")));
            case SEGMENT ->
                    List.of(
                            tree.has("when")
                                    ? ConditionWords.of(tree.tree("when"), words)
                                    : words.say("setup.segment.always"),
                            NOTHING);
            case FIELD ->
                    List.of(
                            words.name("setup.type", tree.text("type", "TEXT")),
                            orNothing(
                                    tree.tree("mappings").members().keySet().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", "))));
            case LIST ->
                    List.of(
                            words.say("setup.count.values", tree.items("values").size()),
                            orNothing(some(tree, "values")));
            case ACCOUNT ->
                    List.of(
                            orNothing(some(tree, "domains")),
                            tree.text("owner", NOTHING),
                            orNothing(
                                    Stream.of(tree.text("segment", ""), some(tree, "lists"))
                                            .filter(text -> !text.isEmpty())
                                            .collect(Collectors.joining(" \u00b7 "))));
            case SLA ->
                    List.of(
                            targets(tree, words),
                            words.say("setup.count.steps", tree.items("escalations").size()));
            case TEMPLATE ->
                    List.of(
                            tree.tree("texts").members().keySet().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")),
                            orNothing(tree.text("defaultLanguage", "")));
        };
    }

    private static @Nullable Badge badge(
            SetupKind kind, Tree tree, SurveyReps.@Nullable Standing standing, Words words) {
        return switch (kind) {
            case REP -> standing == null ? null : StandingView.badge(standing, words);
            case FIELD ->
                    tree.is("sensitive")
                            ? new Badge("warn", words.say("setup.field.sensitive"))
                            : tree.is("requiredForRouting")
                                    ? new Badge("info", words.say("setup.field.required"))
                                    : null;
            case POOL ->
                    tree.items("members").isEmpty()
                            ? new Badge("warn", words.say("setup.pool.nobody"))
                            : null;
            case QUEUE -> tree.is("pull") ? new Badge("info", words.say("queues.pulled")) : null;
            default -> null;
        };
    }

    private static String some(Tree tree, String list) {
        return tree.items(list).stream()
                .limit(NAMED)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static String claims(Tree tree) {
        var all = new ArrayList<String>();
        for (String list : List.of("countries", "states", "postalPrefixes", "accounts")) {
            tree.items(list).forEach(item -> all.add(String.valueOf(item)));
        }
        var shown = all.stream().limit(2 * NAMED).collect(Collectors.joining(", "));
        return all.size() > 2 * NAMED ? shown + " +" + (all.size() - 2 * NAMED) : shown;
    }

    private static String targets(Tree tree, Words words) {
        var targets = tree.tree("targets");
        var said =
                Stream.of(SlaTarget.values())
                        .filter(target -> targets.has(target.name()))
                        .map(target ->
                                words.name("setup.target", target.name())
                                        + " "
                                        + new Slot("", Slot.Type.DURATION)
                                                .toText(
                                                        targets.text(target.name()),
                                                        ZoneOffset.UTC))
                        .collect(Collectors.joining(", "));
        return orNothing(said);
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? NOTHING : text;
    }
}
