package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DispatchMessageTest {

    @Test
    void aMessageComesBackFromItsDocumentAsItWas() {
        assertThat(DispatchMessage.read(DispatchMessages.ana().document()))
                .isEqualTo(DispatchMessages.ana());
        assertThat(DispatchMessage.read(DispatchMessages.bare().document()))
                .isEqualTo(DispatchMessages.bare());
        DispatchMessage gone = DispatchMessages.gone("a better tier matches");
        assertThat(DispatchMessage.read(gone.document())).isEqualTo(gone);
        DispatchMessage blank = DispatchMessages.of(() -> "  ");
        assertThat(DispatchMessage.read(blank.document())).isEqualTo(blank);
    }

    @Test
    void theWayToTheCrmComesBackUnlessItIsUnsafe() {
        CrmLink crm = new CrmLink("HubSpot", URI.create("https://app.hubspot.com/contacts/1"));
        DispatchMessage message = DispatchMessages.ana().with(crm);

        assertThat(DispatchMessage.read(message.document())).isEqualTo(message);
        Map<String, Object> changed = new HashMap<>(message.document());
        changed.put("crmUrl", "http://evil.test");
        assertThat(DispatchMessage.read(changed)).isEqualTo(DispatchMessages.ana());
    }

    @Test
    void anOfferCanBeAnsweredAsLongAsItIsOne() {
        assertThat(DispatchMessages.ana().offer())
                .contains(UUID.fromString("01890000-0000-7000-8000-0000000000a1"));
        assertThat(DispatchMessages.bare().offer()).isEmpty();
        assertThat(DispatchMessages.gone("it moved").offer()).isEmpty();
    }

    @Test
    void whatANewerNodeAddedIsPassedOver() {
        Map<String, Object> document = new HashMap<>(DispatchMessages.ana().document());
        document.put("weather", "fine");

        assertThat(DispatchMessage.read(document)).isEqualTo(DispatchMessages.ana());
    }

    @Test
    void aDocumentThatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> DispatchMessage.read(Map.of("lead", "42")))
                .isInstanceOf(InvalidInputException.class);
    }
}
