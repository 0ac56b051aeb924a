package io.leaddispatcher.web.me;

import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.application.me.TurnOffDigest;
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
 * Where the mail about a rep's day is turned off: by the form of this page, or by a mail program
 * that posts by itself (RFC 8058). Programs that look at the links of mails change nothing.
 */
@Controller
final class DigestPage {

    private static final Logger LOG = LoggerFactory.getLogger(DigestPage.class);
    private static final String PATH = DigestLinks.PATH + "{link}";

    private final DigestLinks links;
    private final TurnOffDigest turnOffDigest;

    DigestPage(DigestLinks links, TurnOffDigest turnOffDigest) {
        this.links = links;
        this.turnOffDigest = turnOffDigest;
    }

    @GetMapping(PATH)
    Rendering show(@PathVariable("link") String link) {
        return page(link, links.opened(link).isPresent() ? "ask" : "forged");
    }

    @PostMapping(PATH)
    Mono<Rendering> off(@PathVariable("link") String link) {
        return turnOffDigest.handle(link).map(known -> page(link, known ? "off" : "forged"));
    }

    /** Boot's own handler would write the address into the log. */
    @ExceptionHandler(RuntimeException.class)
    Rendering failed(RuntimeException failure) {
        LOG.error("a mail about a day cannot be turned off", failure);
        return Rendering.view("error/5xx").status(HttpStatus.INTERNAL_SERVER_ERROR).build();
    }

    private static Rendering page(String link, String state) {
        return Rendering.view("me/digest-off")
                .modelAttribute("link", link)
                .modelAttribute("state", state)
                .status(state.equals("forged") ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                // The address is as good as a key: it is told to nobody.
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
