package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.crm.LinkCrmOwner;
import io.leaddispatcher.application.crm.ShowCrmOwners;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.web.layout.Wording;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Which owners of a CRM the reps are, and saying so where e-mail addresses do not tell. */
@Controller
final class CrmOwnersPage {

    private static final int LONGEST = 100;

    private final ShowCrmOwners showOwners;
    private final LinkCrmOwner linkOwner;
    private final Wording wording;

    CrmOwnersPage(ShowCrmOwners showOwners, LinkCrmOwner linkOwner, Wording wording) {
        this.showOwners = showOwners;
        this.linkOwner = linkOwner;
        this.wording = wording;
    }

    @GetMapping("/connections/{key}/owners")
    Mono<Rendering> all(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        return shown(who, key)
                .map(view ->
                        page(
                                "connection/owners",
                                CrmOwnersView.of(key, view, done, wording.in(locale))));
    }

    @GetMapping("/connections/{key}/owners/{rep}")
    Mono<Rendering> one(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            @RequestParam(name = "q", required = false) @Nullable String words,
            @RequestParam(name = "done", required = false) @Nullable String done,
            Locale locale) {
        who.caller().require(Permission.CONNECT);
        String looked = words == null ? "" : words.strip();
        return shown(who, key)
                .map(view ->
                        CrmOwnersView.of(key, view, done, wording.in(locale))
                                .choosing(
                                        ConnectionAddress.rep(rep),
                                        view,
                                        looked.substring(0, Math.min(LONGEST, looked.length())),
                                        wording.in(locale))
                                .orElseThrow(ConnectionAddress::unknown))
                .map(view -> page("connection/owner", view));
    }

    /** Without an owner the rep is looked for by e-mail again. */
    @PostMapping("/connections/{key}/owners/{rep}")
    Mono<Rendering> link(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable("key") String key,
            @PathVariable("rep") String rep,
            ServerWebExchange exchange) {
        who.caller().require(Permission.CONNECT);
        return exchange.getFormData()
                .flatMap(sent -> {
                    String owner = sent.getFirst("owner");
                    boolean unlink = owner == null || owner.isBlank();
                    return linkOwner
                            .handle(
                                    new LinkCrmOwner.Command(
                                            who.caller(),
                                            ConnectionAddress.connection(key),
                                            ConnectionAddress.rep(rep),
                                            unlink ? null : owner,
                                            ConnectionAddress.version(sent.getFirst("version"))))
                            .map(outcome -> answer(outcome, key, rep, unlink));
                });
    }

    private static Rendering answer(
            LinkCrmOwner.Outcome outcome, String key, String rep, boolean unlink) {
        String all = "/connections/" + key + "/owners";
        return switch (outcome) {
            case LinkCrmOwner.Outcome.Linked _ ->
                    Rendering.redirectTo(all + (unlink ? "?done=unlinked" : "?done=linked"))
                            .build();
            case LinkCrmOwner.Outcome.Stale _ -> again(all, rep, "stale");
            case LinkCrmOwner.Outcome.NoOwner _ -> again(all, rep, "no-owner");
            case LinkCrmOwner.Outcome.Taken _ -> again(all, rep, "taken");
            case LinkCrmOwner.Outcome.Refused _ -> again(all, rep, "refused");
            case LinkCrmOwner.Outcome.Unknown _ -> throw ConnectionAddress.unknown();
        };
    }

    private static Rendering again(String all, String rep, String why) {
        return Rendering.redirectTo(all + "/" + rep + "?done=" + why).build();
    }

    private Mono<ShowCrmOwners.View> shown(SignedIn who, String key) {
        return showOwners
                .handle(new ShowCrmOwners.Query(who.caller(), ConnectionAddress.connection(key)))
                .switchIfEmpty(Mono.error(ConnectionAddress::unknown));
    }

    private static Rendering page(String template, CrmOwnersView view) {
        return Rendering.view(template).modelAttribute("page", view).build();
    }
}
