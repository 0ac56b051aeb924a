package io.leaddispatcher.web.unsubscribe;

import io.leaddispatcher.application.optout.OptOutLinks;
import io.leaddispatcher.application.outreach.RefuseMails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/**
 * Where the link at the end of a mail leads. Programs that look at the links of mails for safety
 * look at this page, too: only a POST does something, of its form or of the reader's mail program.
 */
@Controller
final class UnsubscribePage {

    private static final Logger LOG = LoggerFactory.getLogger(UnsubscribePage.class);
    private static final String PATH = OptOutLinks.PATH + "{link}";

    private final RefuseMails refuseMails;

    UnsubscribePage(RefuseMails refuseMails) {
        this.refuseMails = refuseMails;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(@PathVariable("link") String link) {
        return refuseMails
                .handle(new RefuseMails.Command(link, false))
                .map(outcome -> page(link, outcome));
    }

    @PostMapping(PATH)
    Mono<Rendering> refuse(@PathVariable("link") String link) {
        return refuseMails
                .handle(new RefuseMails.Command(link, true))
                .map(outcome -> page(link, outcome));
    }

    /** Boot's own handler would write the address into the log. */
    @ExceptionHandler(RuntimeException.class)
    Rendering failed(RuntimeException failure) {
        LOG.error("a link of a mail cannot be answered", failure);
        return Rendering.view("error/5xx").status(HttpStatus.INTERNAL_SERVER_ERROR).build();
    }

    private static Rendering page(String link, RefuseMails.Outcome outcome) {
        return switch (outcome) {
            case RefuseMails.Outcome.Asked(var workspace) -> page(link, "asked", workspace);
            case RefuseMails.Outcome.Refused(var workspace) -> page(link, "refused", workspace);
            case RefuseMails.Outcome.Unknown() ->
                    rendering(link, "unknown", "").status(HttpStatus.NOT_FOUND).build();
        };
    }

    private static Rendering page(String link, String kind, String workspace) {
        return rendering(link, kind, workspace).build();
    }

    private static Rendering.Builder<?> rendering(String link, String kind, String workspace) {
        return Rendering.view("unsubscribe/unsubscribe")
                .modelAttribute("link", link)
                .modelAttribute("kind", kind)
                .modelAttribute("workspace", workspace)
                // The address is as good as a key: it is told to nobody.
                .header("Referrer-Policy", "no-referrer");
    }
}
