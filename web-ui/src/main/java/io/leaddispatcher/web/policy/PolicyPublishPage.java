package io.leaddispatcher.web.policy;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.policy.CancelScheduledPublish;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.RollBackPolicy;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.policy.SchedulePublish;
import io.leaddispatcher.application.policy.ShowPolicyVersion;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is done with a draft or an old version as a whole; each act ends on a page that says so. */
@Controller
final class PolicyPublishPage {

    private static final String BUILDER = "/policy";
    private static final String HISTORY = "/policy/history";
    private static final String AT = "/at";

    private final PublishPolicy publish;
    private final SchedulePublish schedule;
    private final CancelScheduledPublish cancel;
    private final RollBackPolicy rollBack;
    private final ShowPolicyVersion showVersion;
    private final SaveDraft saveDraft;
    private final InstantSource clock;

    PolicyPublishPage(
            PublishPolicy publish,
            SchedulePublish schedule,
            CancelScheduledPublish cancel,
            RollBackPolicy rollBack,
            ShowPolicyVersion showVersion,
            SaveDraft saveDraft,
            InstantSource clock) {
        this.publish = publish;
        this.schedule = schedule;
        this.cancel = cancel;
        this.rollBack = rollBack;
        this.showVersion = showVersion;
        this.saveDraft = saveDraft;
        this.clock = clock;
    }

    /** At once, or at a time when the form names one. */
    @PostMapping("/policy/publish")
    Mono<Rendering> publish(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        var caller = allowed(who);
        return exchange.getFormData()
                .flatMap(form -> {
                    var kind = kind(form);
                    var comment = text(form, "comment");
                    int expected = number(text(form, "expectedVersion"));
                    Mono<String> note;
                    if (comment.isBlank()) {
                        note = Mono.just("comment");
                    } else if (text(form, "at").isBlank()) {
                        note = publishNow(caller, kind, comment, expected);
                    } else {
                        var at = instant(text(form, "at"), text(form, "zone"));
                        note =
                                at == null
                                        ? Mono.just("refused")
                                        : publishAt(caller, kind, comment, expected, at);
                    }
                    return note.onErrorReturn(InvalidInputException.class, "invalid")
                            .map(said -> back(BUILDER, kind, said));
                });
    }

    private Mono<String> publishNow(
            Caller caller, PolicyKind kind, String comment, int expectedVersion) {
        return publish.handle(new PublishPolicy.Command(caller, kind, comment, expectedVersion))
                .map(outcome ->
                        switch (outcome) {
                            case PublishPolicy.Outcome.Published _ -> "published";
                            case PublishPolicy.Outcome.Conflict _ -> "conflict";
                            case PublishPolicy.Outcome.NoDraft _ -> "no-draft";
                        });
    }

    private Mono<String> publishAt(
            Caller caller, PolicyKind kind, String comment, int expectedVersion, Instant at) {
        return Mono.defer(() ->
                        schedule.handle(
                                new SchedulePublish.Command(
                                        caller, kind, comment, expectedVersion, at)))
                .map(outcome ->
                        switch (outcome) {
                            case SchedulePublish.Outcome.Scheduled _ -> "scheduled";
                            case SchedulePublish.Outcome.Conflict _ -> "conflict";
                            case SchedulePublish.Outcome.NoDraft _ -> "no-draft";
                            case SchedulePublish.Outcome.TooMany _ -> "refused";
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                isAboutTime(refusal)
                                        ? Mono.just(isFar(at) ? "far" : "past")
                                        : Mono.error(refusal));
    }

    /** The draft holds, and the time does not. */
    private static boolean isAboutTime(InvalidInputException refusal) {
        return refusal.violations().stream().allMatch(each -> each.pointer().equals(AT));
    }

    /** One that is over may not be so by our own clock yet, but it is not far. */
    private boolean isFar(Instant at) {
        return at.isAfter(clock.instant().plus(Duration.ofDays(1)));
    }

    @PostMapping("/policy/schedule/{id}/cancel")
    Mono<Rendering> cancel(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("id") String id,
            ServerWebExchange exchange) {
        var caller = allowed(who);
        return exchange.getFormData()
                .flatMap(form -> {
                    var kind = kind(form);
                    var waiting = uuid(id);
                    return (waiting == null
                                    ? Mono.just(false)
                                    : cancel.handle(
                                            new CancelScheduledPublish.Command(
                                                    caller, kind, waiting)))
                            .map(done -> back(BUILDER, kind, done ? "cancelled" : "refused"));
                });
    }

    /** An old version again, as a new one. */
    @PostMapping("/policy/rollback")
    Mono<Rendering> rollBack(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        var caller = allowed(who);
        return exchange.getFormData()
                .flatMap(form -> {
                    var kind = kind(form);
                    var comment = text(form, "comment");
                    if (comment.isBlank()) {
                        return Mono.just(back(HISTORY, kind, "comment"));
                    }
                    return rollBack.handle(
                                    new RollBackPolicy.Command(
                                            caller,
                                            kind,
                                            number(text(form, "version")),
                                            number(text(form, "expectedVersion")),
                                            comment))
                            .map(outcome ->
                                    switch (outcome) {
                                        case RollBackPolicy.Outcome.Published _ -> "rolled-back";
                                        case RollBackPolicy.Outcome.Conflict _ -> "conflict";
                                        case RollBackPolicy.Outcome.UnknownVersion _ -> "refused";
                                    })
                            .onErrorReturn(InvalidInputException.class, "invalid")
                            .map(note -> back(HISTORY, kind, note));
                });
    }

    /** The draft becomes what is active, or an old version to go on from. */
    @PostMapping("/policy/discard")
    Mono<Rendering> discard(@AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        var caller = allowed(who);
        return exchange.getFormData()
                .flatMap(form -> {
                    var kind = kind(form);
                    int version = number(text(form, "version"));
                    return showVersion
                            .handle(
                                    new ShowPolicyVersion.Query(
                                            caller, kind, version < 1 ? null : version))
                            .flatMap(found ->
                                    saveDraft.handle(
                                            new SaveDraft.Command(
                                                    caller,
                                                    kind,
                                                    found.document(),
                                                    seen(number(text(form, "revision"))))))
                            .map(outcome ->
                                    switch (outcome) {
                                        case SaveDraft.Outcome.Saved _ -> "discarded";
                                        case SaveDraft.Outcome.Stale _ -> "stale";
                                    })
                            .defaultIfEmpty("refused")
                            .onErrorReturn(InvalidInputException.class, "invalid")
                            .map(note -> back(BUILDER, kind, note));
                });
    }

    /**
     * @param revision of the draft that is on the screen; 0 while there is none
     */
    private static Precondition seen(int revision) {
        return revision == 0
                ? new Precondition.Absent()
                : new Precondition.OneOf(Set.of((long) revision));
    }

    /** Who may not is told so before what they sent is looked at. */
    private static Caller allowed(SignedIn who) {
        who.caller().require(Permission.CONFIGURE);
        return who.caller();
    }

    private static Rendering back(String page, PolicyKind kind, String note) {
        return Rendering.redirectTo(page + "?kind={kind}&note={note}")
                .modelAttribute("kind", kind.pathName())
                .modelAttribute("note", note)
                .build();
    }

    private static PolicyKind kind(MultiValueMap<String, String> form) {
        var kind = text(form, "kind");
        return PolicyNotes.kind(kind.isEmpty() ? "lead" : kind);
    }

    private static String text(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** By the clocks of the zone; null when it is none. */
    private static @Nullable Instant instant(String local, String zone) {
        try {
            return LocalDateTime.parse(local)
                    .atZone(ZoneId.of(zone.isBlank() ? "UTC" : zone))
                    .toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
