package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.PutConnection;
import io.leaddispatcher.application.connection.SurveyConnections;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Adding a connection, and changing one. Secrets go in and never come out. */
@Controller
final class ConnectionPage {

    private final SurveyConnections surveyConnections;
    private final PutConnection putConnection;
    private final Wording wording;

    ConnectionPage(
            SurveyConnections surveyConnections, PutConnection putConnection, Wording wording) {
        this.surveyConnections = surveyConnections;
        this.putConnection = putConnection;
        this.wording = wording;
    }

    @GetMapping("/connections/add/{type}")
    Mono<Rendering> add(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("type") String type,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return existing(who)
                .map(all ->
                        page(
                                ConnectionForm.fresh(typeOf(type), all, wording.in(locale)),
                                HttpStatus.OK));
    }

    @GetMapping("/connections/{key}")
    Mono<Rendering> edit(
            @AuthenticationPrincipal SignedIn who, @PathVariable("key") String key, Locale locale) {
        who.caller().require(Permission.CONNECT);
        return existing(who)
                .map(all -> stored(all, key))
                .map(connection ->
                        page(
                                ConnectionForm.of(
                                        typeOf(connection.text("type", "")),
                                        key,
                                        connection.text("name", ""),
                                        connection,
                                        List.of(),
                                        wording.in(locale)),
                                HttpStatus.OK));
    }

    @PostMapping("/connections/add/{type}")
    Mono<Rendering> create(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("type") String type,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        var words = wording.in(locale);
        return Mono.zip(exchange.getFormData(), existing(who))
                .flatMap(got -> {
                    var key = ConnectionForm.text(got.getT1(), "key").strip();
                    var nothing = new Tree(Map.of());
                    return save(who, typeOf(type), key, nothing, got.getT1())
                            .doFirst(() -> refuseKey(key, got.getT2(), words))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e ->
                                            Mono.just(
                                                    again(
                                                            typeOf(type),
                                                            key,
                                                            nothing,
                                                            got.getT1(),
                                                            e.violations(),
                                                            words)));
                });
    }

    @PostMapping("/connections/{key}")
    Mono<Rendering> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return Mono.zip(exchange.getFormData(), existing(who).map(all -> stored(all, key)))
                .flatMap(got -> {
                    var type = typeOf(got.getT2().text("type", ""));
                    return save(who, type, key, got.getT2(), got.getT1())
                            .onErrorResume(
                                    InvalidInputException.class,
                                    e ->
                                            Mono.just(
                                                    again(
                                                            type,
                                                            key,
                                                            got.getT2(),
                                                            got.getT1(),
                                                            e.violations(),
                                                            wording.in(locale))));
                });
    }

    private Mono<List<Tree>> existing(SignedIn who) {
        return surveyConnections
                .handle(who.caller())
                .map(all -> all.stream().map(Tree::of).toList());
    }

    private Mono<Rendering> save(
            SignedIn who,
            ConnectionType type,
            String key,
            Tree stored,
            MultiValueMap<String, String> form) {
        return Mono.defer(() ->
                        putConnection.handle(
                                new PutConnection.Command(
                                        who.caller(),
                                        new ConnectionKey(key),
                                        ConnectionForm.document(
                                                type,
                                                ConnectionForm.sent(type, stored, form),
                                                ConnectionForm.text(form, "name"),
                                                form),
                                        Precondition.NONE)))
                .map(_ -> Rendering.redirectTo("/connections?saved").build());
    }

    /** The form again, with what was typed (but for secrets) and what is wrong with it. */
    private static Rendering again(
            ConnectionType type,
            String key,
            Tree stored,
            MultiValueMap<String, String> form,
            List<Violation> violations,
            Words words) {
        return page(
                ConnectionForm.of(
                        type,
                        key,
                        ConnectionForm.text(form, "name"),
                        ConnectionForm.sent(type, stored, form),
                        violations,
                        words),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static void refuseKey(String key, List<Tree> existing, Words words) {
        if (!Key.isValid(key)) {
            throw new InvalidInputException(
                    "/key", Violation.Code.MALFORMED, words.say("connection.key.malformed"));
        }
        if (ConnectionForm.find(existing, key) != null) {
            throw new InvalidInputException(
                    "/key", Violation.Code.DUPLICATE, words.say("connection.key.taken"));
        }
    }

    private static Rendering page(ConnectionForm form, HttpStatus status) {
        return Rendering.view("connection/connection")
                .modelAttribute("form", form)
                .status(status)
                .build();
    }

    private static Tree stored(List<Tree> connections, String key) {
        var connection = ConnectionForm.find(connections, key);
        if (connection == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no such connection");
        }
        return connection;
    }

    private static ConnectionType typeOf(String code) {
        return ConnectionType.of(code)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "no form for " + code));
    }
}
