package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.field.FieldCatalogue;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What somebody would be written, beside the text that is being written. Nothing is kept. */
@Controller
final class TemplatePreviewPage {

    private final SetupDesk desk;
    private final SetupPages pages;
    private final PreviewDesk previews;

    TemplatePreviewPage(SetupDesk desk, SetupPages pages, PreviewDesk previews) {
        this.desk = desk;
        this.pages = pages;
        this.previews = previews;
    }

    /**
     * A mail, or what hinders it.
     *
     * @param mail null when something is wrong
     * @param problems by the name of the input
     */
    record Preview(@Nullable Mail mail, Map<String, String> problems) {
        Preview {
            problems = Map.copyOf(problems);
        }
    }

    /** As it is read, and as its plain part has it. */
    record Mail(String subject, String text) {}

    @PostMapping("/templates/{key}/preview")
    Mono<Rendering> preview(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.VIEW_LEADS);
        who.caller().require(Permission.VIEW_CONFIGURATION);
        return desk.find(who.caller(), SetupKind.TEMPLATE, key)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .zipWith(exchange.getFormData())
                .flatMap(found -> preview(who, key, found.getT1(), found.getT2(), locale))
                .map(preview ->
                        Rendering.view("setup/preview").modelAttribute("page", preview).build());
    }

    private Mono<Preview> preview(
            SignedIn who,
            String key,
            Optional<StoredDocument> stored,
            MultiValueMap<String, String> sent,
            Locale locale) {
        var spelling = new Spelling(SetupKind.TEMPLATE, FieldCatalogue.standard());
        // Whoever may only look has sent no text: then it is the one that is kept.
        Map<String, Object> draft =
                sent.containsKey("texts") ? draft(spelling, stored, sent) : null;
        return previews.preview(
                        who.caller(),
                        key,
                        text(sent, "preview-lead"),
                        text(sent, "preview-language"),
                        draft)
                .switchIfEmpty(
                        Mono.error(() ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND, "no such template or lead")))
                .map(mail ->
                        new Preview(
                                new Mail(
                                        String.valueOf(mail.get("subject")),
                                        String.valueOf(mail.get("text"))),
                                Map.of()))
                .onErrorResume(
                        InvalidInputException.class,
                        refusal ->
                                draft == null
                                        ? Mono.error(refusal)
                                        : Mono.just(
                                                new Preview(
                                                        null,
                                                        spelling.problems(
                                                                        refusal.violations(),
                                                                        draft,
                                                                        pages.words(locale))
                                                                .beside())));
    }

    private static Map<String, Object> draft(
            Spelling spelling,
            Optional<StoredDocument> stored,
            MultiValueMap<String, String> sent) {
        Map<String, ?> before =
                stored.<Map<String, ?>>map(StoredDocument::document).orElse(Map.of());
        var draft = new HashMap<>(spelling.filled(before, sent, ZoneOffset.UTC));
        // It can be looked at before it has a name.
        draft.putIfAbsent("name", "draft");
        return draft;
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        var text = sent.getFirst(name);
        return text == null ? "" : text;
    }
}
