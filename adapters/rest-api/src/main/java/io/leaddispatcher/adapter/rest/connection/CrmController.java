package io.leaddispatcher.adapter.rest.connection;

import io.leaddispatcher.adapter.rest.body.NullableMember;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.adapter.rest.problem.ProblemException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.crm.AskCrm;
import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.application.crm.ShowBackfill;
import io.leaddispatcher.application.crm.StartBackfill;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a connected CRM has: companies that are mirrored, owners, fields. */
@RestController
@RequestMapping("/api/v1/connections/{key}")
final class CrmController {

    private static final String NO_CRM = "This connection is off, or is to no CRM.";

    private final StartBackfill startBackfill;
    private final ShowBackfill showBackfill;
    private final AskCrm askCrm;

    CrmController(StartBackfill startBackfill, ShowBackfill showBackfill, AskCrm askCrm) {
        this.startBackfill = startBackfill;
        this.showBackfill = showBackfill;
        this.askCrm = askCrm;
    }

    @PostMapping("/backfill")
    Mono<ResponseEntity<Map<String, Object>>> start(
            Caller caller, @PathVariable("key") String key) {
        return startBackfill
                .handle(new StartBackfill.Command(caller, key(key)))
                .map(outcome ->
                        switch (outcome) {
                            case StartBackfill.Outcome.Going(var state) ->
                                    ResponseEntity.status(HttpStatus.ACCEPTED).body(shown(state));
                            case StartBackfill.Outcome.Unknown _ ->
                                    throw ProblemException.notFound();
                            case StartBackfill.Outcome.NoCrm _ ->
                                    throw ProblemException.conflict(NO_CRM);
                        });
    }

    @GetMapping("/backfill")
    Mono<Map<String, Object>> show(Caller caller, @PathVariable("key") String key) {
        return showBackfill
                .handle(new ShowBackfill.Query(caller, key(key)))
                .map(state -> state.map(CrmController::shown).orElseGet(CrmController::none))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @GetMapping("/fields")
    Mono<Map<String, Object>> fields(
            Caller caller, @PathVariable("key") String key, ServerHttpRequest request) {
        return asked(caller, key, new AskCrm.Question.Fields(subject(request)));
    }

    @GetMapping("/owners")
    Mono<Map<String, Object>> owners(Caller caller, @PathVariable("key") String key) {
        return asked(caller, key, new AskCrm.Question.Owners());
    }

    private Mono<Map<String, Object>> asked(Caller caller, String key, AskCrm.Question question) {
        return askCrm.handle(new AskCrm.Query(caller, key(key), question))
                .map(outcome ->
                        switch (outcome) {
                            case AskCrm.Outcome.Fields(var fields) ->
                                    Map.of(
                                            "items",
                                            fields.stream().map(CrmController::field).toList());
                            case AskCrm.Outcome.Owners(var owners, var without) ->
                                    Map.of(
                                            "items",
                                            owners.stream().map(CrmController::owner).toList(),
                                            "repsWithout",
                                            without.stream().map(RepKey::value).toList());
                            case AskCrm.Outcome.Found _ ->
                                    throw new IllegalStateException("nobody asked for a record");
                            case AskCrm.Outcome.Unknown _ -> throw ProblemException.notFound();
                            case AskCrm.Outcome.NoCrm _ -> throw ProblemException.conflict(NO_CRM);
                            case AskCrm.Outcome.Refused(var message) ->
                                    throw ProblemException.conflict(message);
                        });
    }

    /** Records, unless it is said. */
    private static CrmFields.Subject subject(ServerHttpRequest request) {
        String word = QueryParameters.oneOf(request, "subject", List.of("record", "account"));
        return "account".equals(word) ? CrmFields.Subject.ACCOUNT : CrmFields.Subject.RECORD;
    }

    private static Map<String, Object> field(CrmFields.CrmField field) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", field.name());
        shown.put("label", field.label());
        shown.put("type", field.type().name());
        shown.put("writable", field.writable());
        shown.put(
                "choices",
                field.choices().stream()
                        .map(choice -> Map.of("value", choice.value(), "label", choice.label()))
                        .toList());
        return shown;
    }

    private static Map<String, Object> owner(AskCrm.OwnerOfCrm owner) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", owner.owner().id());
        shown.put("name", owner.owner().name());
        NullableMember.put(shown, "email", owner.owner().email());
        NullableMember.put(shown, "repKey", owner.rep());
        return shown;
    }

    private static Map<String, Object> none() {
        return Map.of("state", "NONE");
    }

    private static Map<String, Object> shown(MirrorState state) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("state", state.finishedAt() == null ? "RUNNING" : "FOLLOWING");
        shown.put("phase", state.phase().name());
        shown.put("done", state.done());
        number(shown, "total", state.total());
        shown.put("added", state.added());
        shown.put("changed", state.changed());
        shown.put("removed", state.removed());
        shown.put("keptByHand", state.byHand());
        shown.put("startedAt", state.startedAt().toString());
        NullableMember.put(shown, "finishedAt", state.finishedAt());
        NullableMember.put(shown, "reconciledAt", state.reconciledAt());
        shown.put("drift", state.drift());
        NullableMember.put(shown, "error", state.error());
        return shown;
    }

    /** The map's type cannot say that there may be none. */
    @SuppressWarnings("NullAway")
    private static void number(Map<String, Object> shown, String name, @Nullable Long value) {
        shown.put(name, value);
    }

    private static ConnectionKey key(String key) {
        return Optional.of(key)
                .filter(Key::isValid)
                .map(ConnectionKey::new)
                .orElseThrow(ProblemException::notFound);
    }
}
