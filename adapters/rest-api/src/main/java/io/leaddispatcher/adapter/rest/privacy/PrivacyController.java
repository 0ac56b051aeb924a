package io.leaddispatcher.adapter.rest.privacy;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.adapter.rest.listing.QueryParameters;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.privacy.ErasePerson;
import io.leaddispatcher.application.privacy.ExportPerson;
import io.leaddispatcher.application.privacy.PersonCsv;
import io.leaddispatcher.application.privacy.PersonKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Erasure and export of one person. */
@RestController
@RequestMapping("/api/v1/privacy")
final class PrivacyController {

    private static final Set<String> KNOWN =
            Set.of("email", "phone", "externalId", "connection", "reason");

    private final ErasePerson erase;
    private final ExportPerson export;
    private final RequestBodies bodies;

    PrivacyController(ErasePerson erase, ExportPerson export, RequestBodies bodies) {
        this.erase = erase;
        this.export = export;
        this.bodies = bodies;
    }

    @PostMapping("/erasures")
    Mono<Map<String, Object>> erase(Caller caller, ServerHttpRequest request) {
        return bodies.object(request)
                .flatMap(body -> {
                    refuseWhatIsNoText(body);
                    String reason = text(body, "reason");
                    return erase.handle(
                            new ErasePerson.Command(
                                    caller,
                                    new PersonKey(
                                            text(body, "email"),
                                            text(body, "phone"),
                                            text(body, "externalId"),
                                            text(body, "connection")),
                                    reason == null ? "" : reason));
                })
                .map(copies -> Map.of("erased", copies));
    }

    /** As JSON, or with {@code format=csv} as lines of values. */
    @GetMapping("/exports")
    Mono<ResponseEntity<Object>> export(Caller caller, ServerHttpRequest request) {
        String format = QueryParameters.oneOf(request, "format", List.of("json", "csv"));
        // The plus sign of a number that was not escaped arrives as a blank.
        String phone = request.getQueryParams().getFirst("phone");
        return export.handle(
                        new ExportPerson.Query(
                                caller,
                                new PersonKey(
                                        QueryParameters.text(request, "email"),
                                        phone == null || phone.isBlank()
                                                ? null
                                                : phone.replaceFirst("^ ", "+"),
                                        QueryParameters.text(request, "externalId"),
                                        QueryParameters.text(request, "connection"))))
                .map(found ->
                        "csv".equals(format)
                                ? ResponseEntity.ok()
                                        .contentType(
                                                MediaType.parseMediaType("text/csv;charset=UTF-8"))
                                        .header(
                                                HttpHeaders.CONTENT_DISPOSITION,
                                                "attachment; filename=\"person.csv\"")
                                        .body(PersonCsv.of(found))
                                : ResponseEntity.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .body(found));
    }

    private static void refuseWhatIsNoText(Map<String, ?> body) {
        List<Violation> violations = new ArrayList<>();
        body.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                violations.add(
                        new Violation("/" + name, Code.UNKNOWN_PROPERTY, "is not known here"));
            } else if (value != null && !(value instanceof String)) {
                violations.add(new Violation("/" + name, Code.WRONG_TYPE, "must be a text"));
            }
        });
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    private static @Nullable String text(Map<String, ?> body, String name) {
        return body.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
