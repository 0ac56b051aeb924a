package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.escalation.ShowUnreached;
import io.leaddispatcher.application.escalation.Unreached;
import io.leaddispatcher.application.pool.ShowLedger;
import io.leaddispatcher.application.routing.SurveyReps;
import io.leaddispatcher.application.territory.ShowTerritoryMap;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.lead.normal.States;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.template.MailVariables;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import io.leaddispatcher.web.setup.SetupForm.Wrong;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The two looks that all kinds share: the list, and the editor. */
@Component
final class SetupPages {

    private static final int PAGE = 50;
    private final SetupDesk desk;
    private final SurveyReps survey;
    private final ShowLedger ledgers;
    private final ShowTerritoryMap territoryMap;
    private final PreviewDesk previews;
    private final ShowUnreached unreached;
    private final Wording wording;

    SetupPages(
            SetupDesk desk,
            SurveyReps survey,
            ShowLedger ledgers,
            ShowTerritoryMap territoryMap,
            PreviewDesk previews,
            ShowUnreached unreached,
            Wording wording) {
        this.desk = desk;
        this.survey = survey;
        this.ledgers = ledgers;
        this.territoryMap = territoryMap;
        this.previews = previews;
        this.unreached = unreached;
        this.wording = wording;
    }

    /**
     * A document in the editor.
     *
     * @param version of what is stored; null for a fresh one
     * @param document as the form shows it
     * @param zone by whose clocks its moments were told; null when no form has told them
     * @param note what has come of the last act; null for none
     */
    record Draft(
            SetupKind kind,
            String key,
            @Nullable Long version,
            Map<String, ?> document,
            @Nullable ZoneId zone,
            Shape.Problems problems,
            @Nullable Note note) {

        static Draft of(SetupKind kind, StoredDocument stored, @Nullable Note note) {
            return new Draft(
                    kind,
                    stored.key(),
                    stored.version(),
                    stored.document(),
                    null,
                    Shape.Problems.NONE,
                    note);
        }
    }

    Words words(Locale locale) {
        return wording.in(locale);
    }

    Mono<Rendering> editor(SignedIn who, Draft draft, HttpStatus status, Locale locale) {
        return editor(who, draft, Map.of(), status, locale);
    }

    /**
     * @param beside what the page shows besides, by the names of its template
     */
    Mono<Rendering> editor(
            SignedIn who, Draft draft, Map<String, ?> beside, HttpStatus status, Locale locale) {
        var words = words(locale);
        var kind = draft.kind();
        var document = new Spelling(kind, FieldCatalogue.standard()).spread(draft.document());
        return Mono.zip(
                        desk.choices(who.caller(), kind),
                        zone(who, draft),
                        desk.mirror(who.caller(), kind, draft.key()).defaultIfEmpty(""))
                .map(found ->
                        new SetupForm(
                                kind,
                                draft.version() == null,
                                who.caller().actor().may(Permission.CONFIGURE)
                                        && found.getT3().isEmpty(),
                                found.getT3(),
                                draft.key(),
                                draft.version() == null ? "" : draft.version().toString(),
                                title(draft, words),
                                document,
                                Shapes.of(kind).texts(document, found.getT2()),
                                draft.problems(),
                                wrong(draft, document, words),
                                found.getT1(),
                                found.getT2().equals(ZoneOffset.UTC)
                                        ? "UTC"
                                        : found.getT2().getId(),
                                draft.zone() != null,
                                draft.note()))
                .map(form ->
                        Rendering.view("setup/editor")
                                .modelAttribute("form", form)
                                .model(beside)
                                .modelAttribute(
                                        "connections",
                                        who.caller().actor().may(Permission.VIEW_CONNECTIONS))
                                .modelAttribute("week", Week.of(document, words))
                                .status(status))
                .flatMap(view -> more(who, draft, words, view));
    }

    private static List<Wrong> wrong(Draft draft, Map<String, ?> document, Words words) {
        var labels = Labels.of(draft.kind());
        return draft.problems().beside().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(labels.inOrder()))
                .map(problem ->
                        new Wrong(
                                Shapes.of(draft.kind()).target(problem.getKey(), document),
                                labels.of(problem.getKey(), words),
                                problem.getValue()))
                .toList();
    }

    /** The clocks that a form was filled in by are those that it is shown again by. */
    private Mono<ZoneId> zone(SignedIn who, Draft draft) {
        return draft.zone() != null
                ? Mono.just(draft.zone())
                : desk.inheritedZone(who.caller(), draft.kind(), draft.key())
                        .map(inherited -> Spelling.zone(draft.document(), inherited));
    }

    private Mono<Rendering> more(
            SignedIn who, Draft draft, Words words, Rendering.Builder<?> view) {
        return switch (draft.kind()) {
            case REP -> standing(who, draft, words, view);
            case POOL ->
                    draft.version() == null
                            ? Mono.just(view.build())
                            : ledger(who, draft, words, view);
            case QUEUE ->
                    draft.version() == null
                            ? Mono.just(view.build())
                            : desk.waiting(who.caller(), draft.kind(), draft.key())
                                    .map(waiting ->
                                            view.modelAttribute("waiting", waiting).build());
            case TERRITORY ->
                    Mono.just(
                            view.modelAttribute("countries", WorldMap.countries(words))
                                    .modelAttribute("states", States.names())
                                    .build());
            case TEMPLATE ->
                    previews.leads(who.caller(), words)
                            .zipWith(desk.fields(who.caller(), draft.kind()))
                            .map(found ->
                                    view.modelAttribute("previewed", found.getT1())
                                            .modelAttribute(
                                                    "variables", variables(found.getT2(), words))
                                            .build());
            case SEGMENT ->
                    desk.fieldGroups(who.caller(), words)
                            .map(groups -> view.modelAttribute("fieldGroups", groups).build());
            case SLA ->
                    unreached
                            .handle(who.caller())
                            .map(found ->
                                    view.modelAttribute(
                                                    "clocks",
                                                    ClockLines.of(draft.document(), words))
                                            .modelAttribute("unreached", unreached(found, words))
                                            .build());
            default -> Mono.just(view.build());
        };
    }

    /** What is said beside a step, by what the step does. */
    private static Map<String, String> unreached(List<Unreached> found, Words words) {
        return found.stream()
                .collect(
                        Collectors.toMap(
                                each -> each.action().name(),
                                each -> words.phrase(each.said()),
                                (one, other) -> one + " " + other));
    }

    private Mono<Rendering> standing(
            SignedIn who, Draft draft, Words words, Rendering.Builder<?> view) {
        return survey.handle(who.caller())
                .mapNotNull(all -> all.get(draft.key()))
                .zipWhen(_ -> desk.lostOwners(who.caller(), draft.key()))
                .map(found ->
                        view.modelAttribute("standing", StandingView.of(found.getT1(), words))
                                .modelAttribute("lostOwners", found.getT2())
                                .build())
                .switchIfEmpty(Mono.fromSupplier(view::build));
    }

    private Mono<Rendering> ledger(
            SignedIn who, Draft draft, Words words, Rendering.Builder<?> view) {
        return ledgers.handle(new ShowLedger.Query(who.caller(), new PoolKey(draft.key())))
                .zipWith(desk.choices(who.caller(), draft.kind()))
                .map(found ->
                        view.modelAttribute(
                                        "ledger",
                                        LedgerChart.of(
                                                found.getT1(),
                                                found.getT2().getOrDefault("rep", List.of()),
                                                words))
                                .build())
                .switchIfEmpty(Mono.fromSupplier(view::build));
    }

    /** What can be put into a text, each with what people call it. */
    private static List<Choice> variables(FieldCatalogue fields, Words words) {
        var called = SetupDesk.calling(fields, words);
        return new MailVariables(fields)
                .names().stream().map(path -> new Choice(path, called.field(path))).toList();
    }

    Mono<Rendering> list(
            SignedIn who,
            SetupKind kind,
            String asked,
            @Nullable String after,
            @Nullable Note note,
            Locale locale) {
        return list(who, kind, asked, after, note, HttpStatus.OK, locale);
    }

    Mono<Rendering> list(
            SignedIn who,
            SetupKind kind,
            String asked,
            @Nullable String after,
            @Nullable Note note,
            HttpStatus status,
            Locale locale) {
        var plain = words(locale);
        var sought = asked.strip().toLowerCase(Locale.ROOT);
        var standings =
                kind == SetupKind.REP
                        ? survey.handle(who.caller())
                        : Mono.just(Map.<String, SurveyReps.Standing>of());
        return desk.listing(who.caller(), kind, sought, after, PAGE)
                .zipWith(Mono.zip(standings, desk.words(who.caller(), kind, plain)))
                .map(found -> {
                    var listing = found.getT1();
                    var standing = found.getT2().getT1();
                    var words = found.getT2().getT2();
                    return new SetupList(
                            kind,
                            SetupKind.ofGroup(kind.group()),
                            who.caller().actor().may(Permission.CONFIGURE),
                            asked.strip(),
                            listing.all(),
                            SetupRow.headings(kind, words),
                            listing.shown().stream()
                                    .map(each -> {
                                        var row =
                                                SetupRow.of(
                                                                kind,
                                                                each,
                                                                standing.get(each.key()),
                                                                words)
                                                        .ownedBy(listing.owners().get(each.key()));
                                        var mirror = listing.mirrors().get(each.key());
                                        return mirror == null ? row : row.from(mirror, words);
                                    })
                                    .toList(),
                            listing.next(),
                            note);
                })
                .map(page ->
                        Rendering.view("setup/list").modelAttribute("page", page).status(status))
                .flatMap(view ->
                        kind == SetupKind.TERRITORY && sought.isEmpty() && after == null
                                ? territoryMap
                                        .handle(who.caller())
                                        .map(map ->
                                                view.modelAttribute("map", WorldMap.of(map, plain))
                                                        .build())
                                : Mono.just(view.build()));
    }

    private static String title(Draft draft, Words words) {
        if (draft.version() == null) {
            return words.say("setup.%s.new".formatted(draft.kind().code()));
        }
        return draft.document().get("name") instanceof String name && !name.isBlank()
                ? name
                : draft.key();
    }
}
