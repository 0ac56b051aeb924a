package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.pool.AdjustLedger;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.setup.SetupPages.Draft;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A person evens something out in a pool's ledger, and says why. */
@Controller
final class PoolLedgerPage {

    /** The form as it was sent, and what is wrong with it by the names of the document. */
    record Again(Map<String, String> sent, Map<String, String> problems) {
        Again {
            sent = Map.copyOf(sent);
            problems = Map.copyOf(problems);
        }
    }

    private final SetupDesk desk;
    private final SetupPages pages;
    private final AdjustLedger adjust;

    PoolLedgerPage(SetupDesk desk, SetupPages pages, AdjustLedger adjust) {
        this.desk = desk;
        this.pages = pages;
        this.adjust = adjust;
    }

    @PostMapping("/pools/{key}/ledger")
    Mono<Rendering> adjust(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            ServerWebExchange exchange,
            Locale locale) {
        who.caller().require(Permission.CONFIGURE);
        return desk.one(who.caller(), SetupKind.POOL, key)
                .zipWith(exchange.getFormData())
                .flatMap(found ->
                        adjust.handle(
                                        new AdjustLedger.Command(
                                                who.caller(),
                                                new PoolKey(key),
                                                document(found.getT2())))
                                .<Rendering>map(_ ->
                                        Rendering.redirectTo(
                                                        "/pools/%s?note=adjusted".formatted(key))
                                                .status(HttpStatus.SEE_OTHER)
                                                .build())
                                .onErrorResume(
                                        InvalidInputException.class,
                                        refusal ->
                                                again(
                                                        who,
                                                        found.getT1(),
                                                        found.getT2(),
                                                        refusal,
                                                        locale)));
    }

    /** Turns that are owed bring leads, so they count as fewer had. */
    private static Map<String, Object> document(MultiValueMap<String, String> sent) {
        var document = new LinkedHashMap<String, Object>();
        for (String name : List.of("rep", "reason")) {
            var text = sent.getFirst(name);
            if (text != null && !text.isBlank()) {
                document.put(name, text.strip());
            }
        }
        var turns = sent.getFirst("turns");
        if (turns != null && !turns.isBlank()) {
            document.put(
                    "offset",
                    TypedNumber.of(turns.strip())
                            .filter(number -> number.signum() >= 0)
                            .<Object>map(number ->
                                    "more".equals(sent.getFirst("which"))
                                            ? number.negate()
                                            : number)
                            .orElse(turns));
        }
        return document;
    }

    private Mono<Rendering> again(
            SignedIn who,
            StoredDocument pool,
            MultiValueMap<String, String> sent,
            InvalidInputException refusal,
            Locale locale) {
        var words = pages.words(locale);
        return pages.editor(
                who,
                Draft.of(SetupKind.POOL, pool, Note.of("bad", words.say("setup.ledger.refused"))),
                Map.of("adjust", new Again(sent.toSingleValueMap(), Problems.of(refusal, words))),
                HttpStatus.UNPROCESSABLE_CONTENT,
                locale);
    }
}
