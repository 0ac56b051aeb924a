package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.lead.port.Disclosures.Disclosure;
import io.leaddispatcher.application.letter.Letter;
import io.leaddispatcher.application.letter.Letters;
import io.leaddispatcher.application.member.port.Members;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells the owners and admins of a workspace that the glass was broken. Neither the values nor the
 * reason, which is anybody's own words, leave the house: the letter leads to the page that has it.
 */
public final class DisclosureNotice {

    /** Written, and not yet posted. */
    record Written(@Nullable SmtpChannel smtp, List<Letter> letters) {
        static final Written NONE = new Written(null, List.of());

        Written {
            letters = List.copyOf(letters);
        }
    }

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Members members;
    private final Letters letters;

    public DisclosureNotice(Members members, Letters letters) {
        this.members = members;
        this.letters = letters;
    }

    /** None where no mail server is set up. Inside a unit of work. */
    Mono<Written> write(SignedIn who, Disclosure opened) {
        var tenant = who.caller().tenant();
        return letters.channel(tenant)
                .flatMap(channel ->
                        Mono.justOrEmpty(channel)
                                .flatMap(smtp ->
                                        members.administrators(tenant)
                                                .map(each -> letter(each.email(), who, opened))
                                                .collectList()
                                                .map(written -> new Written(smtp, written)))
                                .defaultIfEmpty(Written.NONE));
    }

    private Letter letter(String to, SignedIn who, Disclosure opened) {
        return new Letter(
                to,
                "Sensitive values were opened in %s".formatted(who.workspaceName()),
                """
                %s (%s) has opened the sensitive values of one lead in the workspace %s and said why.
                They are hidden again at %s, or as soon as you end it.\
                """
                        .formatted(
                                who.name(),
                                who.email(),
                                who.workspaceName(),
                                TIME.format(opened.endsAt())),
                "See which lead, and the reason",
                letters.link("/settings/security"));
    }

    /** Once the disclosure is committed. Waits for no mail server. */
    void post(Written written) {
        SmtpChannel smtp = written.smtp();
        if (smtp != null) {
            written.letters().forEach(letter -> letters.post(smtp, letter));
        }
    }
}
