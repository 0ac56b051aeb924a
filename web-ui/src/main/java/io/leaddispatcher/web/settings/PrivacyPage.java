package io.leaddispatcher.web.settings;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.connection.ListConnections;
import io.leaddispatcher.application.paging.Page;
import io.leaddispatcher.application.privacy.ErasePerson;
import io.leaddispatcher.application.privacy.ExportPerson;
import io.leaddispatcher.application.privacy.FindPerson;
import io.leaddispatcher.application.privacy.PersonCsv;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What is known of one person: to be looked up, taken along and erased. Who it is travels in forms,
 * so that no address bar and no log names them.
 */
@Controller
final class PrivacyPage {

    private static final String PATH = "/settings/privacy";
    private static final Set<String> CRMS = Set.of("hubspot", "salesforce", "crm");

    private final FindPerson findPerson;
    private final ExportPerson exportPerson;
    private final ErasePerson erasePerson;
    private final ListConnections listConnections;
    private final Wording wording;

    PrivacyPage(
            FindPerson findPerson,
            ExportPerson exportPerson,
            ErasePerson erasePerson,
            ListConnections listConnections,
            Wording wording) {
        this.findPerson = findPerson;
        this.exportPerson = exportPerson;
        this.erasePerson = erasePerson;
        this.listConnections = listConnections;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(@AuthenticationPrincipal SignedIn who) {
        who.caller().require(Permission.ADMINISTER);
        return page(who.caller(), PrivacyForm.EMPTY, Map.of()).map(Rendering.Builder::build);
    }

    @PostMapping(PATH)
    Mono<Rendering> find(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.ADMINISTER);
        return exchange.getFormData()
                .map(PrivacyForm::of)
                .flatMap(form -> found(who.caller(), form, Map.of(), locale));
    }

    /**
     * A form and no link: links are kept by browsers and logs. It is shown below a person who was
     * found, so nobody sends one that is refused.
     */
    @PostMapping(PATH + "/export")
    Mono<ResponseEntity<Object>> export(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange) {
        who.caller().require(Permission.ADMINISTER);
        return exchange.getFormData()
                .flatMap(sent ->
                        exportPerson
                                .handle(
                                        new ExportPerson.Query(
                                                who.caller(), PrivacyForm.of(sent).person()))
                                .map(known ->
                                        "csv".equals(sent.getFirst("format"))
                                                ? csv(known)
                                                : json(known)));
    }

    private static ResponseEntity<Object> csv(Map<String, Object> known) {
        return file("person.csv", MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(PersonCsv.of(known));
    }

    private static ResponseEntity<Object> json(Map<String, Object> known) {
        return file("person.json", MediaType.APPLICATION_JSON).body(known);
    }

    private static ResponseEntity.BodyBuilder file(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(name));
    }

    @PostMapping(PATH + "/erasure")
    Mono<Rendering> erase(
            @AuthenticationPrincipal SignedIn who, ServerWebExchange exchange, Locale locale) {
        who.caller().require(Permission.ADMINISTER);
        return exchange.getFormData()
                .map(PrivacyForm::of)
                .flatMap(form -> {
                    if (!form.isConfirmed()) {
                        return found(
                                who.caller(),
                                form,
                                Map.of(
                                        "confirmation",
                                        wording.in(locale).say("privacy.confirm.wrong")),
                                locale);
                    }
                    return erasePerson
                            .handle(
                                    new ErasePerson.Command(
                                            who.caller(), form.person(), form.reason()))
                            .flatMap(copies -> erased(who.caller(), copies, locale))
                            .onErrorResume(
                                    InvalidInputException.class,
                                    refused ->
                                            found(
                                                    who.caller(),
                                                    form,
                                                    problems(refused, locale),
                                                    locale));
                });
    }

    private Mono<Rendering> erased(Caller caller, Map<String, Object> copies, Locale locale) {
        var words = wording.in(locale);
        Map<String, String> counts = new LinkedHashMap<>();
        copies.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind ->
                        counts.put(
                                words.name("privacy.kind", kind.getKey()),
                                words.value(kind.getValue())));
        return page(caller, PrivacyForm.EMPTY, Map.of())
                .map(page -> page.modelAttribute("erased", counts).build());
    }

    /** What is known of whom the form names, beside what is wrong with the form. */
    private Mono<Rendering> found(
            Caller caller, PrivacyForm form, Map<String, String> problems, Locale locale) {
        var words = wording.in(locale);
        return findPerson
                .handle(new FindPerson.Query(caller, form.person()))
                .flatMap(found ->
                        page(caller, form, problems)
                                .map(page ->
                                        page.modelAttribute("count", found.count())
                                                .modelAttribute(
                                                        "rows",
                                                        found.shown().stream()
                                                                .map(lead ->
                                                                        PersonRow.of(lead, words))
                                                                .toList())
                                                .status(
                                                        problems.isEmpty()
                                                                ? HttpStatus.OK
                                                                : HttpStatus.UNPROCESSABLE_CONTENT)
                                                .build()))
                .onErrorResume(
                        InvalidInputException.class,
                        refused ->
                                page(caller, form, problems(refused, locale))
                                        .map(PrivacyPage::refused));
    }

    private static Rendering refused(Rendering.Builder<?> page) {
        return page.status(HttpStatus.UNPROCESSABLE_CONTENT).build();
    }

    private Mono<Rendering.Builder<?>> page(
            Caller caller, PrivacyForm form, Map<String, String> problems) {
        return crms(caller)
                .map(crms ->
                        Rendering.view("settings/privacy")
                                .modelAttribute("ways", PrivacyForm.WAYS)
                                .modelAttribute("crms", crms)
                                .modelAttribute("form", form)
                                .modelAttribute("problems", problems));
    }

    /** The keys of those whose ids a person can be named by. */
    private Mono<List<String>> crms(Caller caller) {
        return Page.all(after ->
                        listConnections.handle(new ListConnections.Query(caller, after, Page.MOST)))
                .map(all ->
                        all.stream()
                                .filter(each ->
                                        CRMS.contains(String.valueOf(each.document().get("type"))))
                                .map(each -> String.valueOf(each.document().get("key")))
                                .toList());
    }

    /**
     * Beside the fields of this page: whoever is named has one field, whatever they are named by.
     */
    private Map<String, String> problems(InvalidInputException refusal, Locale locale) {
        Words words = wording.in(locale);
        Map<String, String> problems = new LinkedHashMap<>();
        for (Violation violation : refusal.violations()) {
            String field =
                    switch (violation.pointer()) {
                        case "/connection" -> "connection";
                        case "/reason" -> "reason";
                        default -> "value";
                    };
            problems.putIfAbsent(
                    field,
                    violation.code() == Violation.Code.CONFLICT
                            ? words.say("privacy.namesakes")
                            : words.problem(Objects.requireNonNull(violation.message())));
        }
        return problems;
    }
}
