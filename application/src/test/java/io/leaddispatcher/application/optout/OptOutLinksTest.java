package io.leaddispatcher.application.optout;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.seal.HmacSeals;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OptOutLinksTest {

    private static final URI PUBLIC = URI.create("https://app.example.test/");
    private static final OptOutLink LINK =
            new OptOutLink(
                    new TenantId(new UUID(1, 1)), new LeadId(new UUID(2, 2)), "a".repeat(64));

    private final OptOutLinks links = new OptOutLinks(new HmacSeals("ours"), PUBLIC);

    private String made() {
        return links.address(LINK).getPath().substring("/unsubscribe/".length());
    }

    @Test
    void aLinkSaysWhoWantsNoMailsFromWhom() {
        assertThat(links.address(LINK).toString())
                .startsWith("https://app.example.test/unsubscribe/");
        assertThat(links.opened(made())).contains(LINK);
    }

    @Test
    void aLinkOfAnotherInstallationIsNone() {
        assertThat(new OptOutLinks(new HmacSeals("theirs"), PUBLIC).opened(made())).isEmpty();
    }

    @Test
    void aLinkThatWasChangedAnywhereIsNone() {
        byte[] whole = Base64.getUrlDecoder().decode(made());
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            assertThat(
                            links.opened(
                                    Base64.getUrlEncoder()
                                            .withoutPadding()
                                            .encodeToString(changed)))
                    .as("byte %d", at)
                    .isEmpty();
        }
        assertThat(links.opened("")).isEmpty();
        assertThat(links.opened("!")).isEmpty();
        assertThat(links.opened(made() + "=")).isEmpty();
        assertThat(links.opened("A".repeat(1_000))).isEmpty();
    }
}
