package io.leaddispatcher.application.maillink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.seal.HmacSeals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLinksTest {

    private static final URI PUBLIC = URI.create("https://app.example.test/");
    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final LeadId LEAD = new LeadId(new UUID(2, 2));
    private static final UUID OFFER = new UUID(3, 3);
    private static final RepKey MIA = new RepKey("mia");
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(10));

    private final MailLinks links = new MailLinks(new HmacSeals("ours"), PUBLIC);

    private AnswerLinks links(@Nullable Instant expiresAt) {
        return links.links(TENANT, LEAD, OFFER, MIA, expiresAt, NOW);
    }

    private static String last(URI link) {
        return link.getPath().substring("/answer/".length());
    }

    @Test
    void aLinkSaysWhoMayDoWhatWithWhichOfferUntilWhen() {
        AnswerLinks made = links(LATER);

        assertThat(made.accept().toString()).startsWith("https://app.example.test/answer/");
        assertThat(links.opened(last(made.accept())))
                .contains(new MailLink(TENANT, LEAD, OFFER, MIA, MailAct.ACCEPT, LATER));
        assertThat(links.opened(last(made.decline())))
                .contains(new MailLink(TENANT, LEAD, OFFER, MIA, MailAct.DECLINE, LATER));
    }

    @Test
    void aLinkIsGoodForAWeekAtMost() {
        Instant week = NOW.plus(Duration.ofDays(7));

        assertThat(links.opened(last(links(NOW.plus(Duration.ofDays(8))).accept())))
                .map(MailLink::expiresAt)
                .contains(week);
        assertThat(links.opened(last(links(null).accept())))
                .map(MailLink::expiresAt)
                .contains(week);
    }

    @Test
    void noByteOfALinkCanBeChanged() {
        byte[] whole = Base64.getUrlDecoder().decode(last(links(LATER).accept()));

        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] forged = whole.clone();
                forged[at] = (byte) (forged[at] ^ (1 << bit));
                assertThat(
                                links.opened(
                                        Base64.getUrlEncoder()
                                                .withoutPadding()
                                                .encodeToString(forged)))
                        .as("bit %d of byte %d", bit, at)
                        .isEmpty();
            }
        }
    }

    @Test
    void anotherInstallationsLinkIsNoneOfOurs() {
        var others = new MailLinks(new HmacSeals("theirs"), PUBLIC);

        assertThat(links.opened(last(others.links(TENANT, LEAD, OFFER, MIA, LATER, NOW).accept())))
                .isEmpty();
    }

    @Test
    void aLinkHasOneSpelling() {
        String link = last(links(LATER).accept());

        assertThat(links.opened(link)).isPresent();
        assertThat(links.opened(link + "=")).isEmpty();
        assertThat(links.opened(link + "==")).isEmpty();
        assertThat(links.opened(" " + link)).isEmpty();
        assertThat(links.opened(link.substring(1))).isEmpty();
        assertThat(links.opened(link.substring(0, link.length() - 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "AAAA", "%00", "../../leads", "\u00e4\u00f6"})
    void whatIsNoLinkIsNone(String text) {
        assertThat(links.opened(text)).isEmpty();
        assertThat(links.opened(text + "A".repeat(500))).isEmpty();
    }

    @Test
    void aLinkIsNotWrittenIntoALog() {
        assertThat(links(LATER)).hasToString("AnswerLinks[***]");
    }
}
