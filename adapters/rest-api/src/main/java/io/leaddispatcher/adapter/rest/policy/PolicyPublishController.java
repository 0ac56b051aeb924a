package io.leaddispatcher.adapter.rest.policy;

import io.leaddispatcher.adapter.rest.access.PathIds;
import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.policy.CancelScheduledPublish;
import io.leaddispatcher.application.policy.ListScheduledPublishes;
import io.leaddispatcher.application.policy.PublishPolicy;
import io.leaddispatcher.application.policy.SchedulePublish;
import io.leaddispatcher.application.policy.ScheduledPublish;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Publishes a draft, now or at a time to come. */
@RestController
@RequestMapping("/api/v1/policies/{kind}")
final class PolicyPublishController {

    private final PublishPolicy publish;
    private final SchedulePublish schedule;
    private final CancelScheduledPublish cancel;
    private final ListScheduledPublishes list;
    private final RequestBodies bodies;

    PolicyPublishController(
            PublishPolicy publish,
            SchedulePublish schedule,
            CancelScheduledPublish cancel,
            ListScheduledPublishes list,
            RequestBodies bodies) {
        this.publish = publish;
        this.schedule = schedule;
        this.cancel = cancel;
        this.list = list;
        this.bodies = bodies;
    }

    /** A publication as it is asked for; {@code at} null for now. */
    private record Wish(String comment, int expectedVersion, @Nullable Instant at) {

        static Wish read(Map<String, Object> body) {
            Violations violations = new Violations();
            Part root = Part.root(body, violations);
            Optional<String> comment = root.requiredText("comment");
            Optional<Integer> expected =
                    root.requiredProperty("expectedVersion")
                            .flatMap(part -> part.asInteger(0, Integer.MAX_VALUE - 1));
            Optional<Instant> at = root.property("at").flatMap(Part::asInstant);
            root.refuseUnknown();
            violations.refuseIfAny();
            return new Wish(comment.orElseThrow(), expected.orElseThrow(), at.orElse(null));
        }
    }

    @PostMapping("/draft/publish")
    Mono<ResponseEntity<Map<String, Object>>> publish(
            Caller caller, @PathVariable("kind") String kind, ServerHttpRequest request) {
        // Who may not is told so before what they sent is looked at.
        caller.require(Permission.CONFIGURE);
        return bodies.object(request)
                .map(Wish::read)
                .flatMap(wish -> {
                    Instant at = wish.at();
                    return at == null
                            ? publish(caller, PathIds.kind(kind), wish)
                            : schedule(caller, PathIds.kind(kind), wish, at);
                });
    }

    private Mono<ResponseEntity<Map<String, Object>>> publish(
            Caller caller, PolicyKind kind, Wish wish) {
        return publish.handle(
                        new PublishPolicy.Command(
                                caller, kind, wish.comment(), wish.expectedVersion()))
                .map(outcome ->
                        switch (outcome) {
                            case PublishPolicy.Outcome.Published(var version) ->
                                    ResponseEntity.ok(Map.of("version", version));
                            case PublishPolicy.Outcome.Conflict(var active) ->
                                    throw conflict(active);
                            case PublishPolicy.Outcome.NoDraft _ ->
                                    throw ProblemException.noDraft();
                        });
    }

    private Mono<ResponseEntity<Map<String, Object>>> schedule(
            Caller caller, PolicyKind kind, Wish wish, Instant at) {
        return schedule.handle(
                        new SchedulePublish.Command(
                                caller, kind, wish.comment(), wish.expectedVersion(), at))
                .map(outcome ->
                        switch (outcome) {
                            case SchedulePublish.Outcome.Scheduled(var scheduled) ->
                                    ResponseEntity.accepted()
                                            .body(Map.of("schedule", shown(scheduled)));
                            case SchedulePublish.Outcome.Conflict(var active) ->
                                    throw conflict(active);
                            case SchedulePublish.Outcome.NoDraft _ ->
                                    throw ProblemException.noDraft();
                            case SchedulePublish.Outcome.TooMany _ ->
                                    throw ProblemException.conflict(
                                            "%d drafts wait to be published already; cancel one first."
                                                    .formatted(ScheduledPublish.MOST));
                        });
    }

    @GetMapping("/schedule")
    Mono<Map<String, Object>> scheduled(Caller caller, @PathVariable("kind") String kind) {
        return list.handle(new ListScheduledPublishes.Query(caller, PathIds.kind(kind)))
                .map(found ->
                        Map.of(
                                "items",
                                found.stream().map(PolicyPublishController::shown).toList()));
    }

    @DeleteMapping("/schedule/{id}")
    Mono<ResponseEntity<Void>> cancel(
            Caller caller, @PathVariable("kind") String kind, @PathVariable("id") String id) {
        return cancel.handle(
                        new CancelScheduledPublish.Command(
                                caller, PathIds.kind(kind), PathIds.of(id)))
                .map(cancelled -> {
                    if (!cancelled) {
                        throw ProblemException.notFound();
                    }
                    return ResponseEntity.noContent().build();
                });
    }

    private static ProblemException conflict(int active) {
        return ProblemException.conflict(
                "Version %d is active, not the one you expected.".formatted(active));
    }

    private static Map<String, @Nullable Object> shown(ScheduledPublish scheduled) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", scheduled.id().toString());
        shown.put("at", scheduled.at().toString());
        shown.put("comment", scheduled.comment());
        shown.put("expectedVersion", scheduled.expectedVersion());
        shown.put("scheduledBy", scheduled.scheduledBy());
        shown.put("scheduledAt", scheduled.scheduledAt().toString());
        switch (scheduled.end()) {
            case ScheduledPublish.End.Published(var at, var version) -> {
                shown.put("state", "PUBLISHED");
                shown.put("endedAt", at.toString());
                shown.put("version", version);
            }
            case ScheduledPublish.End.Failed(var at, var because) -> {
                shown.put("state", "FAILED");
                shown.put("endedAt", at.toString());
                shown.put("because", because);
            }
            case ScheduledPublish.End.Cancelled(var at) -> {
                shown.put("state", "CANCELLED");
                shown.put("endedAt", at.toString());
            }
            case null -> shown.put("state", "PENDING");
        }
        return shown;
    }
}
