package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.DeleteConfiguration;
import io.leaddispatcher.application.configuration.ListLabels;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.ShowDependents;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.TakeOutRep;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Deleting a document, once it is clear what needs it, and taking that or a change back. How things
 * were travels in the page, not in the program: it is put again like any other document, and only
 * over what was put in its place.
 */
@Controller
@OfEachKind
final class SetupDeletionPage {

    /** What is called by its name where it needs something; of accounts there may be very many. */
    private static final Set<ConfigurationKind> NAMED =
            EnumSet.complementOf(EnumSet.of(ConfigurationKind.ACCOUNT));

    private final SetupDesk desk;
    private final SetupPages pages;
    private final ShowDependents dependents;
    private final DeleteConfiguration delete;
    private final PutConfiguration put;
    private final TakeOutRep takeOut;
    private final LeavingDesk leaving;
    private final ListLabels labels;

    SetupDeletionPage(
            SetupDesk desk,
            SetupPages pages,
            ShowDependents dependents,
            DeleteConfiguration delete,
            PutConfiguration put,
            TakeOutRep takeOut,
            LeavingDesk leaving,
            ListLabels labels) {
        this.desk = desk;
        this.pages = pages;
        this.dependents = dependents;
        this.delete = delete;
        this.put = put;
        this.takeOut = takeOut;
        this.leaving = leaving;
        this.labels = labels;
    }

    /**
     * The question before.
     *
     * @param needed what has to let go of it first
     * @param waiting how many leads wait in it, which have to be taken out first
     * @param leaving what can be done of it in one step; null where there is no such step
     * @param taken whether that was just done
     * @param changed whether it is another since the question was first asked
     */
    record Question(
            SetupKind kind,
            String key,
            String name,
            String version,
            List<Note.Line> needed,
            long waiting,
            @Nullable LeavingView leaving,
            boolean taken,
            boolean changed) {
        Question {
            needed = List.copyOf(needed);
        }

        /** Whether nothing stands in its way. */
        public boolean free() {
            return needed.isEmpty() && waiting == 0;
        }
    }

    @GetMapping("/{key}/delete")
    Mono<Rendering> ask(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerHttpRequest request,
            Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        return question(who, SetupAddress.kind(request), key, Since.NOTHING, HttpStatus.OK, locale);
    }

    @PostMapping("/{key}/delete")
    Mono<Rendering> delete(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        var kind = SetupAddress.kind(exchange.getRequest());
        return desk.own(who.caller(), kind, key)
                .zipWith(exchange.getFormData())
                .flatMap(found ->
                        kind == SetupKind.REP && found.getT2().containsKey("takeOut")
                                ? takeOut(who, key, found.getT2().getFirst("version"), locale)
                                : delete.handle(
                                                new DeleteConfiguration.Command(
                                                        who.caller(),
                                                        kind.documents(),
                                                        key,
                                                        only(found.getT2().getFirst("version"))))
                                        .flatMap(outcome ->
                                                answer(who, kind, found.getT1(), outcome, locale)));
    }

    /** Out of everything that can do without; what is left to be decided is asked again. */
    private Mono<Rendering> takeOut(
            SignedIn who, String key, @Nullable String version, Locale locale) {
        return takeOut.handle(
                        new TakeOutRep.Command(who.caller(), new RepKey(key), false, only(version)))
                .flatMap(outcome ->
                        switch (outcome) {
                            case TakeOutRep.Outcome.Taken _ ->
                                    question(
                                            who,
                                            SetupKind.REP,
                                            key,
                                            Since.TAKEN_OUT,
                                            HttpStatus.OK,
                                            locale);
                            case TakeOutRep.Outcome.Stale _ ->
                                    question(
                                            who,
                                            SetupKind.REP,
                                            key,
                                            Since.CHANGED,
                                            HttpStatus.CONFLICT,
                                            locale);
                            case TakeOutRep.Outcome.Unknown _ ->
                                    Mono.error(
                                            new ResponseStatusException(
                                                    HttpStatus.NOT_FOUND, "no such rep"));
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                refused(
                                        who,
                                        SetupKind.REP,
                                        said(refusal, locale),
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        locale));
    }

    private List<Note.Line> said(InvalidInputException refusal, Locale locale) {
        return refusal.violations().stream()
                .map(Violation::message)
                .map(each -> pages.words(locale).problem(each))
                .map(each -> new Note.Line(each, null))
                .toList();
    }

    /** What has happened since the question was asked first. */
    private enum Since {
        NOTHING,
        CHANGED,
        TAKEN_OUT
    }

    private Mono<Rendering> answer(
            SignedIn who,
            SetupKind kind,
            StoredDocument before,
            DeleteConfiguration.Outcome outcome,
            Locale locale) {
        return switch (outcome) {
            case DeleteConfiguration.Outcome.Deleted _ ->
                    pages.list(
                            who,
                            kind,
                            "",
                            null,
                            new Note(
                                    "good",
                                    pages.words(locale)
                                            .say("setup.note.deleted", SetupDesk.nameOf(before)),
                                    List.of(),
                                    new Note.Undo(
                                            kind.address(before.key()) + "/undo",
                                            Json.write(before.document()),
                                            "")),
                            locale);
            case DeleteConfiguration.Outcome.Unknown _ ->
                    Mono.error(
                            new ResponseStatusException(HttpStatus.NOT_FOUND, "no such document"));
            case DeleteConfiguration.Outcome.Stale _ ->
                    question(who, kind, before.key(), Since.CHANGED, HttpStatus.CONFLICT, locale);
            case DeleteConfiguration.Outcome.Needed _, DeleteConfiguration.Outcome.Occupied _ ->
                    question(who, kind, before.key(), Since.NOTHING, HttpStatus.CONFLICT, locale);
        };
    }

    @PostMapping("/{key}/undo")
    Mono<Rendering> undo(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        var kind = SetupAddress.kind(exchange.getRequest());
        if (!Key.isValid(key)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such document");
        }
        return exchange.getFormData()
                .flatMap(sent -> {
                    var version = sent.getFirst("version");
                    var document = sent.getFirst("document");
                    return put.handle(
                            new PutConfiguration.Command(
                                    who.caller(),
                                    kind.documents(),
                                    key,
                                    document == null ? Map.of() : Json.object(document),
                                    version == null || version.isEmpty()
                                            ? new Precondition.Absent()
                                            : only(version)));
                })
                .flatMap(outcome ->
                        switch (outcome) {
                            case PutConfiguration.Outcome.Created _,
                                    PutConfiguration.Outcome.Changed _ ->
                                    Mono.just(
                                            Rendering.redirectTo(kind.address(key) + "?note=undone")
                                                    .status(HttpStatus.SEE_OTHER)
                                                    .build());
                            case PutConfiguration.Outcome.Stale _ ->
                                    refused(who, kind, List.of(), HttpStatus.CONFLICT, locale);
                            case PutConfiguration.Outcome.Needed(var needing) ->
                                    refused(
                                            who,
                                            kind,
                                            Needing.lines(needing, pages.words(locale)),
                                            HttpStatus.CONFLICT,
                                            locale);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                refused(
                                        who,
                                        kind,
                                        said(refusal, locale),
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        locale));
    }

    /** Things have gone on since. */
    private Mono<Rendering> refused(
            SignedIn who, SetupKind kind, List<Note.Line> why, HttpStatus status, Locale locale) {
        return pages.list(
                who,
                kind,
                "",
                null,
                new Note("warn", pages.words(locale).say("setup.note.too-late"), why, null),
                status,
                locale);
    }

    private Mono<Rendering> question(
            SignedIn who,
            SetupKind kind,
            String key,
            Since since,
            HttpStatus status,
            Locale locale) {
        return desk.own(who.caller(), kind, key)
                .zipWith(
                        Mono.zip(
                                dependents.handle(
                                        new ShowDependents.Query(
                                                who.caller(), kind.documents(), key)),
                                desk.waiting(who.caller(), kind, key),
                                leaving(who, kind, key, locale),
                                labels.handle(new ListLabels.Query(who.caller(), NAMED))))
                .map(found ->
                        Rendering.view("setup/delete")
                                .modelAttribute(
                                        "page",
                                        new Question(
                                                kind,
                                                key,
                                                SetupDesk.nameOf(found.getT1()),
                                                Long.toString(found.getT1().version()),
                                                Needing.lines(
                                                        found.getT2().getT1(),
                                                        found.getT2().getT4(),
                                                        pages.words(locale)),
                                                found.getT2().getT2(),
                                                found.getT2().getT3().orElse(null),
                                                since == Since.TAKEN_OUT,
                                                since == Since.CHANGED))
                                .status(status)
                                .build());
    }

    /** Of a rep who can still be taken out of something; else there is no such step. */
    private Mono<Optional<LeavingView>> leaving(
            SignedIn who, SetupKind kind, String key, Locale locale) {
        return kind != SetupKind.REP
                ? Mono.just(Optional.empty())
                : leaving.of(who.caller(), new RepKey(key), pages.words(locale))
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty());
    }

    private static Precondition only(@Nullable String version) {
        return new Precondition.OneOf(
                version != null && version.matches("[0-9]{1,18}")
                        ? Set.of(Long.valueOf(version))
                        : Set.of());
    }
}
