package io.leaddispatcher.web.me;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.queue.ClaimNext;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** A rep takes the next lead of a queue, from their own page. */
@Controller
final class MyNextLead {

    private final ClaimNext claimNext;

    MyNextLead(ClaimNext claimNext) {
        this.claimNext = claimNext;
    }

    @PostMapping("/me/queues/{key}/next")
    Mono<String> next(@AuthenticationPrincipal SignedIn who, @PathVariable("key") String key) {
        Map<String, ?> oneself =
                who.caller().actor().ownRep().map(rep -> Map.of("rep", rep)).orElse(Map.of());
        return claimNext
                .handle(new ClaimNext.Command(who.caller(), key, oneself, "web"))
                .map(outcome ->
                        switch (outcome) {
                            case ClaimNext.Outcome.Claimed(var lead) ->
                                    "redirect:/leads/" + lead + "?done=accept";
                            case ClaimNext.Outcome.Nothing _ -> "redirect:/me?note=nothing";
                            case ClaimNext.Outcome.Full _ -> "redirect:/me?note=full";
                            case ClaimNext.Outcome.Unknown _ ->
                                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                        })
                // Somebody who is no rep takes nothing for oneself; the page says why.
                .onErrorResume(InvalidInputException.class, _ -> Mono.just("redirect:/me"));
    }
}
