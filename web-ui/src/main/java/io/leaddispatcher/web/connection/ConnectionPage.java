package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.SurveyConnections;
import io.leaddispatcher.application.consent.AuthorizationServers;
import io.leaddispatcher.application.slack.SlackApps;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.document.Tree;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Adding a connection, and changing one. Secrets go in and never come out. */
@Controller
final class ConnectionPage {

    private final SurveyConnections surveyConnections;
    private final StoredConnections connections;
    private final PutConnection putConnection;
    private final SlackApps slackApps;
    private final AuthorizationServers authorizationServers;
    private final CrmPanels crmPanels;
    private final FormPanels formPanels;
    private final Wording wording;

    ConnectionPage(
            SurveyConnections surveyConnections,
            StoredConnections connections,
            PutConnection putConnection,
            SlackApps slackApps,
            AuthorizationServers authorizationServers,
            CrmPanels crmPanels,
            FormPanels formPanels,
            Wording wording) {
        this.surveyConnections = surveyConnections;
        this.connections = connections;
        this.putConnection = putConnection;
        this.slackApps = slackApps;
        this.authorizationServers = authorizationServers;
        this.crmPanels = crmPanels;
        this.formPanels = formPanels;
        this.wording = wording;
    }

    @GetMapping("/connections/add/{type}")
    Mono<Rendering> add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("type") String type,
            @RequestParam(name = "slack", required = false) @Nullable String slack,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return surveyConnections
                .handle(who.caller())
                .map(all ->
                        all.stream()
                                .map(each -> StoredConnections.tree(each.connection()))
                                .toList())
                .map(all ->
                        page(
                                ConnectionForm.fresh(typeOf(type), all, wording.in(locale)),
                                panels(typeOf(type), new Tree(Map.of()), slack, null, locale),
                                HttpStatus.OK));
    }

    @GetMapping("/connections/{key}")
    Mono<Rendering> edit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "slack", required = false) @Nullable String slack,
            @RequestParam(name = "consent", required = false) @Nullable String consent,
            @RequestParam(name = "crm", required = false) @Nullable String crm,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return connections
                .find(who.caller(), key)
                .flatMap(connection ->
                        existing(
                                who,
                                connection,
                                ConnectionForm.of(
                                        typeOf(connection.text("type", "")),
                                        key,
                                        connection.text("name", ""),
                                        connection,
                                        List.of(),
                                        wording.in(locale)),
                                new Told(slack, consent, crm),
                                HttpStatus.OK,
                                locale));
    }

    /** What came of something that was begun beside the form. */
    private record Told(@Nullable String slack, @Nullable String consent, @Nullable String crm) {
        static final Told NOTHING = new Told(null, null, null);
    }

    /**
     * The page of a connection that is there.
     *
     * @param form as it stands there, or as it was sent
     */
    private Mono<Rendering> existing(
            SignedIn who,
            Tree connection,
            ConnectionForm form,
            Told told,
            HttpStatus status,
            Locale locale) {
        return further(who, connection.text("key", ""), connection, told.crm(), wording.in(locale))
                .map(further -> {
                    Map<String, Object> panels =
                            new LinkedHashMap<>(
                                    panels(
                                            typeOf(connection.text("type", "")),
                                            connection,
                                            told.slack(),
                                            told.consent(),
                                            locale));
                    panels.putAll(further);
                    panels.put("deletable", who.caller().actor().may(Permission.KEEP_SECRETS));
                    return page(form, panels, status);
                });
    }

    /** What has to be looked up beside the connection itself. */
    private Mono<Map<String, Object>> further(
            SignedIn who, String key, Tree connection, @Nullable String crm, Words words) {
        ConnectionType type = typeOf(connection.text("type", ""));
        return type == ConnectionType.FORM
                ? formPanels.of(who.caller(), key, connection, words)
                : crmPanels
                        .of(who.caller(), type, connection, crm, words)
                        .map(panel ->
                                panel.<Map<String, Object>>map(crmPanel -> Map.of("crm", crmPanel))
                                        .orElse(Map.of()));
    }

    @PostMapping("/connections/add/{type}")
    Mono<Rendering> create(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("type") String type,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .flatMap(sent -> {
                    var key = ConnectionForm.text(sent, "key").strip();
                    var nothing = new Tree(Map.of());
                    return save(who, new Entry(typeOf(type), key, nothing, sent), locale);
                });
    }

    @PostMapping("/connections/{key}")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return Mono.zip(exchange.getFormData(), connections.find(who.caller(), key))
                .flatMap(got -> {
                    var type = typeOf(got.getT2().text("type", ""));
                    return save(who, new Entry(type, key, got.getT2(), got.getT1()), locale);
                });
    }

    /**
     * What somebody typed.
     *
     * @param stored what is there; without members for a fresh one
     */
    private record Entry(
            ConnectionType type, String key, Tree stored, MultiValueMap<String, String> sent) {

        /** Over what is stored. */
        Tree connection() {
            return LeftOutFields.isAnswered(sent)
                    ? LeftOutFields.answered(stored, sent)
                    : ConnectionForm.sent(type, stored, sent);
        }

        Map<String, Object> document() {
            return ConnectionForm.document(
                    type, connection(), ConnectionForm.text(sent, "name"), sent);
        }

        /** What was there when the form was opened. */
        Precondition precondition() {
            return stored.isEmpty()
                    ? new Precondition.Absent()
                    : StoredConnections.precondition(sent);
        }
    }

    private Mono<Rendering> save(SignedIn who, Entry entry, Locale locale) {
        var words = wording.in(locale);
        return Mono.defer(
                        () -> {
                            if (!Key.isValid(entry.key())) {
                                throw new InvalidInputException(
                                        "/key",
                                        Violation.Code.MALFORMED,
                                        words.say("connection.key.malformed"));
                            }
                            return putConnection.handle(
                                    new PutConnection.Command(
                                            who.caller(),
                                            new ConnectionKey(entry.key()),
                                            entry.document(),
                                            entry.precondition()));
                        })
                .flatMap(outcome ->
                        switch (outcome) {
                            case PutConnection.Outcome.Created _, PutConnection.Outcome.Changed _ ->
                                    Mono.just(Rendering.redirectTo("/connections?saved").build());
                            case PutConnection.Outcome.Stale() ->
                                    again(
                                            who,
                                            entry,
                                            List.of(stale(entry, words)),
                                            HttpStatus.CONFLICT,
                                            locale);
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        e ->
                                again(
                                        who,
                                        entry,
                                        e.violations(),
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        locale));
    }

    private static Violation stale(Entry entry, Words words) {
        return entry.stored().isEmpty()
                ? new Violation("/key", Violation.Code.DUPLICATE, words.say("connection.key.taken"))
                : new Violation("", Violation.Code.DUPLICATE, words.say("connection.stale"));
    }

    /** The form again, with what was typed (but for secrets) and what is wrong with it. */
    private Mono<Rendering> again(
            SignedIn who,
            Entry entry,
            List<Violation> violations,
            HttpStatus status,
            Locale locale) {
        ConnectionForm form =
                ConnectionForm.of(
                        entry.type(),
                        entry.key(),
                        ConnectionForm.text(entry.sent(), "name"),
                        entry.connection(),
                        violations,
                        wording.in(locale));
        return entry.stored().isEmpty()
                ? Mono.just(
                        page(
                                form,
                                panels(entry.type(), entry.stored(), null, null, locale),
                                status))
                : existing(who, entry.stored(), form, Told.NOTHING, status, locale);
    }

    /** How it stands with a log-in at the other side; without any where there is none. */
    private Map<String, Object> panels(
            ConnectionType type,
            Tree connection,
            @Nullable String slack,
            @Nullable String consent,
            Locale locale) {
        var words = wording.in(locale);
        return switch (type) {
            case SLACK -> Map.of("slack", SlackPanel.of(connection, slackApps, slack, words));
            // Whoever has given a token of their own needs no log-in.
            case HUBSPOT, SALESFORCE ->
                    ConsentPanel.isDispensable(connection) && consent == null
                            ? Map.of()
                            : Map.of(
                                    "consent",
                                    ConsentPanel.of(
                                            type,
                                            connection,
                                            authorizationServers,
                                            consent,
                                            words));
            case CRM, FORM, GENERIC, CALENDLY, CALCOM, SMTP -> Map.of();
        };
    }

    private static Rendering page(
            ConnectionForm form, Map<String, Object> panels, HttpStatus status) {
        return Rendering.view("connection/connection")
                .modelAttribute("form", form)
                .model(panels)
                .status(status)
                .build();
    }

    private static ConnectionType typeOf(String code) {
        return ConnectionType.of(code)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "no form for " + code));
    }
}
