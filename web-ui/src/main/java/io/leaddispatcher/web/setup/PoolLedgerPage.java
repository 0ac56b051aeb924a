package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.pool.AdjustLedger;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.setup.SetupPages.Draft;
import java.math.BigDecimal;
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
                                                pages.editor(
                                                        who,
                                                        Draft.of(
                                                                SetupKind.POOL,
                                                                found.getT1(),
                                                                note(refusal, locale)),
                                                        HttpStatus.UNPROCESSABLE_CONTENT,
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
        if (turns != null && turns.strip().matches("[0-9]{1,6}([.][0-9]{1,6})?")) {
            var number = new BigDecimal(turns.strip());
            document.put(
                    "offset", "more".equals(sent.getFirst("which")) ? number.negate() : number);
        } else if (turns != null && !turns.isBlank()) {
            document.put("offset", turns);
        }
        return document;
    }

    private Note note(InvalidInputException refusal, Locale locale) {
        var words = pages.words(locale);
        return new Note(
                "bad",
                words.say("setup.ledger.refused"),
                Problems.of(refusal, words).entrySet().stream()
                        .map(each ->
                                new Note.Line(
                                        words.name("setup.ledger.field", each.getKey())
                                                + ": "
                                                + each.getValue(),
                                        null))
                        .toList(),
                null);
    }
}
