package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.crm.MapCrmFields;
import io.leaddispatcher.application.crm.ShowCrmMapping;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Shown;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Which field of a CRM is which of ours, both ways, tried on a real record. */
@Controller
final class CrmMappingPage {

    private static final int LONGEST = 100;

    private final StoredConnections connections;
    private final ShowCrmMapping showMapping;
    private final MapCrmFields mapFields;
    private final PutConnection putConnection;
    private final Wording wording;

    CrmMappingPage(
            StoredConnections connections,
            ShowCrmMapping showMapping,
            MapCrmFields mapFields,
            PutConnection putConnection,
            Wording wording) {
        this.connections = connections;
        this.showMapping = showMapping;
        this.mapFields = mapFields;
        this.putConnection = putConnection;
        this.wording = wording;
    }

    @GetMapping("/connections/{key}/mapping")
    Mono<Rendering> show(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "record", required = false) @Nullable String record,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return stored(who, key)
                .flatMap(stored -> page(who, stored, record, Answer.of(done, stored), locale));
    }

    @PostMapping("/connections/{key}/mapping")
    Mono<Rendering> map(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return Mono.zip(exchange.getFormData(), stored(who, key))
                .flatMap(got -> {
                    Tree stored = got.getT2();
                    Map<String, String> sent = got.getT1().toSingleValueMap();
                    return Mono.defer(() ->
                                    mapFields.handle(
                                            new MapCrmFields.Command(
                                                    who.caller(),
                                                    ConnectionAddress.connection(key),
                                                    properties(sent))))
                            .flatMap(outcome ->
                                    switch (outcome) {
                                        case MapCrmFields.Outcome.Mapped _ ->
                                                Mono.just(back(key, "mapped"));
                                        case MapCrmFields.Outcome.Stale _ ->
                                                page(
                                                        who,
                                                        stored,
                                                        null,
                                                        Answer.of("stale", stored).with(sent),
                                                        locale);
                                        case MapCrmFields.Outcome.Unknown _ ->
                                                throw ConnectionAddress.unknown();
                                    })
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e ->
                                            page(
                                                    who,
                                                    stored,
                                                    null,
                                                    refused(e, stored, locale).with(sent),
                                                    locale));
                });
    }

    @PostMapping("/connections/{key}/writing")
    Mono<Rendering> write(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return Mono.zip(exchange.getFormData(), stored(who, key))
                .flatMap(got -> {
                    Tree stored = got.getT2();
                    Map<String, Object> document = document(stored, got.getT1());
                    return Mono.defer(() ->
                                    putConnection.handle(
                                            new PutConnection.Command(
                                                    who.caller(),
                                                    ConnectionAddress.connection(key),
                                                    document,
                                                    StoredConnections.precondition(got.getT1()))))
                            .map(outcome ->
                                    switch (outcome) {
                                        case PutConnection.Outcome.Created _,
                                                PutConnection.Outcome.Changed _ ->
                                                back(key, "written");
                                        case PutConnection.Outcome.Stale() -> back(key, "stale");
                                    })
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e -> {
                                        Map<Object, Object> sent =
                                                new LinkedHashMap<>(stored.members());
                                        sent.put("settings", document.get("settings"));
                                        return page(
                                                who,
                                                stored,
                                                null,
                                                refused(e, new Tree(sent), locale),
                                                locale);
                                    });
                });
    }

    /** Where a browser lands that reads the answer of the form anew. */
    @GetMapping("/connections/{key}/writing")
    String unwritten(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        who.caller().require(Permission.CONNECT);
        return Key.isValid(key)
                ? "redirect:/connections/" + key + "/mapping"
                : "redirect:/connections";
    }

    /**
     * @param form the connection as the form of what is written shows it
     * @param sent by the form of what is read, to be shown again
     */
    private record Answer(
            @Nullable String note, List<String> problems, Tree form, Map<String, String> sent) {

        static Answer of(@Nullable String note, Tree form) {
            return new Answer(note, List.of(), form, Map.of());
        }

        Answer with(Map<String, String> sent) {
            return new Answer(note, problems, form, sent);
        }

        HttpStatus status() {
            return !problems.isEmpty()
                    ? HttpStatus.UNPROCESSABLE_CONTENT
                    : sent.isEmpty() ? HttpStatus.OK : HttpStatus.CONFLICT;
        }
    }

    private Answer refused(InvalidInputException refused, Tree form, Locale locale) {
        Words words = wording.in(locale);
        return new Answer(
                "invalid",
                refused.violations().stream()
                        .map(each -> words.problemAlone(each.message()))
                        .toList(),
                form,
                Map.of());
    }

    private static Map<String, String> properties(Map<String, String> sent) {
        Map<String, String> properties = new LinkedHashMap<>();
        Shown.changed(sent)
                .forEach((name, value) -> {
                    if (name.startsWith(CrmMappingView.FIELD)) {
                        String path = name.substring(CrmMappingView.FIELD.length());
                        if (value.length() > LONGEST) {
                            throw new InvalidInputException(
                                    "/" + path,
                                    Violation.Code.OUT_OF_RANGE,
                                    "must have at most %d characters".formatted(LONGEST));
                        }
                        properties.put(path, value);
                    }
                });
        return properties;
    }

    private static Map<String, Object> document(Tree stored, MultiValueMap<String, String> sent) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", stored.text("type", ""));
        String name = stored.text("name", "");
        if (!name.isBlank()) {
            document.put("name", name);
        }
        document.put("active", stored.is("active"));
        document.put("settings", CrmWritingView.settings(stored, sent));
        return document;
    }

    private Mono<Rendering> page(
            SignedIn who, Tree stored, @Nullable String record, Answer answer, Locale locale) {
        String key = stored.text("key", "");
        String asked = record == null ? "" : record.strip();
        boolean valid = !asked.isEmpty() && asked.length() <= LONGEST;
        return showMapping
                .handle(
                        new ShowCrmMapping.Query(
                                who.caller(),
                                ConnectionAddress.connection(key),
                                valid ? asked : null))
                .map(view ->
                        CrmMappingView.of(
                                key,
                                type(stored),
                                view,
                                new CrmMappingView.Asked(
                                        valid ? asked : "",
                                        answer.note(),
                                        answer.problems(),
                                        answer.sent(),
                                        CrmWritingView.of(
                                                answer.form(), view.theirs(), wording.in(locale))),
                                wording.in(locale)))
                .<Rendering>map(view ->
                        Rendering.view("connection/mapping")
                                .modelAttribute("page", view)
                                .status(answer.status())
                                .build())
                .switchIfEmpty(
                        Mono.fromSupplier(() ->
                                Rendering.redirectTo("/connections/%s?crm=no-crm".formatted(key))
                                        .build()));
    }

    private static ConnectionType type(Tree stored) {
        return ConnectionType.of(stored.text("type", ""))
                .filter(ConnectionType::isCrm)
                .orElseThrow(ConnectionAddress::unknown);
    }

    private Mono<Tree> stored(SignedIn who, String key) {
        return connections.find(who.caller(), key).doOnNext(CrmMappingPage::type);
    }

    private static Rendering back(String key, String done) {
        return Rendering.redirectTo("/connections/%s/mapping?done=%s".formatted(key, done)).build();
    }
}
