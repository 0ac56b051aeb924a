package io.leaddispatcher.web.mailanswer;

import io.leaddispatcher.application.mailanswer.AnswerByMail;
import io.leaddispatcher.application.mailanswer.MailStanding;
import io.leaddispatcher.application.mailanswer.ShowMailLink;
import io.leaddispatcher.application.maillink.MailLinks;
import io.leaddispatcher.application.work.DeclineReason;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.web.layout.Problems;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.session.Doorway;
import io.leaddispatcher.web.session.RetryAfterHeader;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where a link from a mail leads. Programs that look at the links of mails for safety look at this
 * page, too: only its form does something.
 */
@Controller
final class MailAnswerPage {

    private static final Logger LOG = LoggerFactory.getLogger(MailAnswerPage.class);
    private static final String PATH = MailLinks.PATH + "{link}";

    /** Why somebody declines, as far as they say: what they chose, and what they wrote. */
    private record Said(String why, String words) {

        static final Said NOTHING = new Said("", "");

        String reason() {
            return DeclineReason.said(why, words).orElse("");
        }
    }

    private final ShowMailLink showMailLink;
    private final AnswerByMail answerByMail;
    private final Wording wording;

    MailAnswerPage(ShowMailLink showMailLink, AnswerByMail answerByMail, Wording wording) {
        this.showMailLink = showMailLink;
        this.answerByMail = answerByMail;
        this.wording = wording;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(
            @PathVariable("link") String link, ServerWebExchange exchange, Locale locale) {
        return showMailLink
                .handle(new ShowMailLink.Query(link, Doorway.address(exchange)))
                .map(standing -> page(link, standing, Said.NOTHING, Map.of(), locale).build());
    }

    @PostMapping(PATH)
    Mono<Rendering> answer(
            @PathVariable("link") String link, ServerWebExchange exchange, Locale locale) {
        return exchange.getFormData()
                .map(sent -> new Said(text(sent, "why"), text(sent, "reason")))
                .flatMap(said -> answer(link, said, exchange, locale));
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        return Objects.requireNonNullElse(sent.getFirst(name), "");
    }

    private Mono<Rendering> answer(
            String link, Said said, ServerWebExchange exchange, Locale locale) {
        String address = Doorway.address(exchange);
        return answerByMail
                .handle(new AnswerByMail.Command(link, said.reason(), address))
                .map(standing ->
                        switch (standing) {
                            // What is done is shown by a page that can be read again.
                            case MailStanding.Accepted _, MailStanding.Declined _ ->
                                    Rendering.redirectTo(MailLinks.PATH + link).build();
                            case MailStanding.Open _,
                                    MailStanding.Taken _,
                                    MailStanding.Withdrawn _,
                                    MailStanding.Full _ ->
                                    page(link, standing, said, Map.of(), locale)
                                            .status(HttpStatus.CONFLICT)
                                            .build();
                            case MailStanding.Expired _,
                                    MailStanding.Gone _,
                                    MailStanding.Forged _,
                                    MailStanding.TooMany _ ->
                                    page(link, standing, said, Map.of(), locale).build();
                        })
                .onErrorResume(
                        InvalidInputException.class,
                        refused ->
                                showMailLink
                                        .handle(new ShowMailLink.Query(link, address))
                                        .map(standing ->
                                                page(
                                                                link,
                                                                standing,
                                                                said,
                                                                Problems.of(
                                                                        refused,
                                                                        wording.in(locale)),
                                                                locale)
                                                        .status(HttpStatus.UNPROCESSABLE_CONTENT)
                                                        .build()));
    }

    /** Boot's own handler would write the address into the log. */
    @ExceptionHandler(RuntimeException.class)
    Rendering failed(RuntimeException failure) {
        LOG.error("a link of a mail cannot be answered", failure);
        return Rendering.view("error/5xx").status(HttpStatus.INTERNAL_SERVER_ERROR).build();
    }

    private Rendering.Builder<?> page(
            String link,
            MailStanding standing,
            Said said,
            Map<String, String> problems,
            Locale locale) {
        AnswerView view = AnswerView.of(standing, wording.in(locale));
        var page =
                Rendering.view("mailanswer/answer")
                        .modelAttribute("page", view)
                        .modelAttribute("link", link)
                        .modelAttribute("why", said.why())
                        .modelAttribute("reason", said.words())
                        .modelAttribute("problems", problems)
                        .status(view.status())
                        // The address is as good as a key: it is told to nobody, not even to us.
                        .header("Referrer-Policy", "no-referrer");
        return standing instanceof MailStanding.TooMany(var wait)
                ? page.header(HttpHeaders.RETRY_AFTER, RetryAfterHeader.seconds(wait))
                : page;
    }
}
