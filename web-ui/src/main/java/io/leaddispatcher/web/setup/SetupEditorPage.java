package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.PutConfiguration.Outcome;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupPages.Draft;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Making a document and changing one. Nobody overwrites what somebody else has just saved. */
@Controller
@OfEachKind
final class SetupEditorPage {

    /** What has come of the act before this page. */
    private static final Set<String> NOTES = Set.of("created", "undone", "adjusted");

    private final SetupDesk desk;
    private final SetupPages pages;
    private final PutConfiguration put;

    SetupEditorPage(SetupDesk desk, SetupPages pages, PutConfiguration put) {
        this.desk = desk;
        this.pages = pages;
        this.put = put;
    }

    @GetMapping("/_new")
    Mono<Rendering> fresh(
            @AuthenticationPrincipal SignedIn who, ServerHttpRequest request, Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        var kind = SetupAddress.kind(request);
        return pages.editor(
                who,
                new Draft(kind, "", null, Beginnings.of(kind), null, Shape.Problems.NONE, null),
                HttpStatus.OK,
                locale);
    }

    @GetMapping("/{key}")
    Mono<Rendering> open(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "note", required = false) @Nullable String note,
            ServerHttpRequest request,
            Locale locale) {
        who.caller().require(Permission.VIEW_CONFIGURATION);
        var kind = SetupAddress.kind(request);
        var words = pages.words(locale);
        return desk.one(who.caller(), kind, key)
                .flatMap(stored ->
                        pages.editor(
                                who,
                                Draft.of(
                                        kind,
                                        stored,
                                        note == null || !NOTES.contains(note)
                                                ? null
                                                : Note.of("good", words.say("setup.note." + note))),
                                HttpStatus.OK,
                                locale));
    }

    @PostMapping("/_new")
    Mono<Rendering> create(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        var kind = SetupAddress.kind(exchange.getRequest());
        return exchange.getFormData()
                .flatMap(sent -> {
                    var asked = text(sent, "key").strip();
                    var key = asked.isEmpty() ? Slug.of(text(sent, "name")) : asked;
                    return save(who, new Sent(kind, key, Optional.empty(), sent), locale);
                });
    }

    @PostMapping("/{key}")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        var kind = SetupAddress.kind(exchange.getRequest());
        return desk.own(who.caller(), kind, key)
                .map(Optional::of)
                .onErrorResume(SetupDesk::isGone, _ -> Mono.just(Optional.empty()))
                .zipWith(exchange.getFormData())
                .flatMap(found -> {
                    var sent = new Sent(kind, key, found.getT1(), found.getT2());
                    return found.getT1().isEmpty()
                            ? gone(who, sent, locale)
                            : save(who, sent, locale);
                });
    }

    /**
     * What a form has sent.
     *
     * @param stored what is there; empty when it is to be made
     */
    private record Sent(
            SetupKind kind,
            String key,
            Optional<StoredDocument> stored,
            MultiValueMap<String, String> form) {

        Map<String, ?> before() {
            return stored.<Map<String, ?>>map(StoredDocument::document).orElse(Map.of());
        }

        Precondition precondition() {
            if (stored.isEmpty()) {
                return new Precondition.Absent();
            }
            var version = text(form, "version");
            return new Precondition.OneOf(
                    version.matches("[0-9]{1,18}") ? Set.of(Long.valueOf(version)) : Set.of());
        }
    }

    /**
     * What a form makes of a document.
     *
     * @param zone by whose clocks it tells moments
     */
    private record Filled(Map<String, Object> document, ZoneId zone) {

        static Filled of(Sent sent, Spelling spelling, ZoneId inherited) {
            var zone = Spelling.zone(sent.form(), sent.before(), inherited);
            return new Filled(
                    new LinkedHashMap<>(spelling.filled(sent.before(), sent.form(), zone)), zone);
        }
    }

    /** Shows what was sent, to be made anew: somebody has deleted what it was to change. */
    private Mono<Rendering> gone(SignedIn who, Sent sent, Locale locale) {
        var note = Note.of("warn", pages.words(locale).say("setup.note.gone"));
        return filled(
                who,
                sent,
                (_, filled) ->
                        pages.editor(
                                who,
                                new Draft(
                                        sent.kind(),
                                        sent.key(),
                                        null,
                                        filled.document(),
                                        filled.zone(),
                                        Shape.Problems.NONE,
                                        note),
                                HttpStatus.NOT_FOUND,
                                locale));
    }

    private Mono<Rendering> filled(
            SignedIn who, Sent sent, BiFunction<Spelling, Filled, Mono<Rendering>> answer) {
        return desk.fields(who.caller(), sent.kind())
                .zipWith(desk.inheritedZone(who.caller(), sent.kind(), sent.key()))
                .flatMap(found -> {
                    var spelling = new Spelling(sent.kind(), found.getT1());
                    return answer.apply(spelling, Filled.of(sent, spelling, found.getT2()));
                });
    }

    private Mono<Rendering> save(SignedIn who, Sent sent, Locale locale) {
        var words = pages.words(locale);
        return filled(
                who,
                sent,
                (spelling, filled) -> {
                    var csv = text(sent.form(), "csv");
                    if (sent.kind() == SetupKind.LIST && !csv.isBlank()) {
                        var note = ListUpload.into(filled.document(), csv, words);
                        return again(who, sent, filled, Shape.Problems.NONE, note, locale);
                    }
                    if (!Key.isValid(sent.key())) {
                        return again(
                                who,
                                sent,
                                filled,
                                new Shape.Problems(withoutKey(sent, words), List.of()),
                                null,
                                locale);
                    }
                    return put.handle(
                                    new PutConfiguration.Command(
                                            who.caller(),
                                            sent.kind().documents(),
                                            sent.key(),
                                            filled.document(),
                                            sent.precondition()))
                            .flatMap(outcome -> answer(who, sent, filled, outcome, locale))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    refusal ->
                                            again(
                                                    who,
                                                    sent,
                                                    filled,
                                                    spelling.problems(
                                                            refusal.violations(),
                                                            filled.document(),
                                                            words),
                                                    null,
                                                    locale));
                });
    }

    /** Of an empty key it is the name that gives none. */
    private static Map<String, String> withoutKey(Sent sent, Words words) {
        if (!text(sent.form(), "key").isBlank()) {
            return Map.of("key", words.say("setup.key.wrong"));
        }
        return text(sent.form(), "name").isBlank()
                ? Map.of("name", words.problem("'name' is required"))
                : Map.of("key", words.say("setup.key.none-of-name"));
    }

    private Mono<Rendering> answer(
            SignedIn who, Sent sent, Filled filled, Outcome outcome, Locale locale) {
        var words = pages.words(locale);
        return switch (outcome) {
            case Outcome.Created _ ->
                    Mono.just(
                            Rendering.redirectTo(sent.kind().address(sent.key()) + "?note=created")
                                    .status(HttpStatus.SEE_OTHER)
                                    .build());
            case Outcome.Changed(var now) -> {
                var undo =
                        sent.stored()
                                .filter(before -> before.version() != now.version())
                                .map(before ->
                                        new Note.Undo(
                                                sent.kind().address(sent.key()) + "/undo",
                                                Json.write(before.document()),
                                                Long.toString(now.version())))
                                .orElse(null);
                yield pages.editor(
                        who,
                        Draft.of(
                                sent.kind(),
                                now,
                                new Note("good", words.say("setup.note.saved"), List.of(), undo)),
                        HttpStatus.OK,
                        locale);
            }
            case Outcome.Needed(var dependents) ->
                    again(
                            who,
                            sent,
                            filled,
                            Shape.Problems.NONE,
                            new Note(
                                    "bad",
                                    words.say("setup.note.breaks"),
                                    Needing.lines(dependents, words),
                                    null),
                            locale);
            case Outcome.Stale _ -> stale(who, sent, filled, locale);
        };
    }

    /** Shows what was sent, over what is there now, and says so. */
    private Mono<Rendering> stale(SignedIn who, Sent sent, Filled filled, Locale locale) {
        var words = pages.words(locale);
        if (sent.stored().isEmpty()) {
            return again(
                    who,
                    sent,
                    filled,
                    new Shape.Problems(Map.of("key", words.say("setup.key.taken")), List.of()),
                    null,
                    locale);
        }
        var labels = Labels.of(sent.kind());
        var changed =
                filled.document().keySet().stream()
                        .filter(name ->
                                !Objects.equals(
                                        filled.document().get(name), sent.before().get(name)))
                        .sorted(labels.inOrder())
                        .map(name -> new Note.Line(labels.of(name, words), null))
                        .toList();
        return again(
                who,
                sent,
                filled,
                Shape.Problems.NONE,
                new Note("warn", words.say("setup.note.stale"), changed, null),
                HttpStatus.CONFLICT,
                locale);
    }

    private Mono<Rendering> again(
            SignedIn who,
            Sent sent,
            Filled filled,
            Shape.Problems problems,
            @Nullable Note note,
            Locale locale) {
        boolean previewed = note != null && note.tone().equals("info");
        return again(
                who,
                sent,
                filled,
                problems,
                note,
                previewed ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                locale);
    }

    private Mono<Rendering> again(
            SignedIn who,
            Sent sent,
            Filled filled,
            Shape.Problems problems,
            @Nullable Note note,
            HttpStatus status,
            Locale locale) {
        return pages.editor(
                who,
                new Draft(
                        sent.kind(),
                        sent.key(),
                        sent.stored().map(StoredDocument::version).orElse(null),
                        filled.document(),
                        filled.zone(),
                        problems,
                        note),
                status,
                locale);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        var text = sent.getFirst(name);
        return text == null ? "" : text;
    }
}
