package io.leaddispatcher.domain.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
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
        DispatchMessage news = DispatchMessages.news("it was won");
        assertThat(DispatchMessage.read(news.document())).isEqualTo(news);
        DispatchMessage reminder = DispatchMessages.reminder("call");
        assertThat(DispatchMessage.read(reminder.document())).isEqualTo(reminder);
        DispatchMessage blank = DispatchMessages.of(() -> "  ");
        assertThat(DispatchMessage.read(blank.document())).isEqualTo(blank);
    }

    @Test
    void aMessageToSeveralNamesThemAllAndSaysNothingElseOfTheLead() {
        DispatchMessage one = DispatchMessages.ana();

        DispatchMessage several = one.toSeveral("Mia, Ben");

        assertThat(several.reader().name()).isEqualTo("Mia, Ben");
        assertThat(several.reader().several()).isTrue();
        assertThat(several.reader().zone()).isEqualTo(one.reader().zone());
        assertThat(several.toSeveral("Mia").document()).isEqualTo(one.toSeveral("Mia").document());
        assertThat(several.offer()).isEqualTo(one.offer());
        assertThat(one.document()).doesNotContainKey("several");
        assertThat(DispatchMessage.read(several.document())).isEqualTo(several);
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
        assertThat(DispatchMessages.reminder("call").offer())
                .isEqualTo(DispatchMessages.ana().offer());
        assertThat(DispatchMessages.bare().offer()).isEmpty();
        assertThat(DispatchMessages.gone("it moved").offer()).isEmpty();
        assertThat(DispatchMessages.news("it was won").offer()).isEmpty();
    }

    @Test
    void aPersonIsCalledByNameAndCompany() {
        assertThat(DispatchMessages.ana().person().inBrief()).isEqualTo("Ana Ruiz at Acme GmbH");
        assertThat(DispatchMessages.bare().person().inBrief()).isEqualTo("Ana Ruiz");
    }

    @Test
    void thatALeadIsGoneIsForThoseWhoKnowOfTheOffer() {
        DeliveryDraft draft =
                new DeliveryDraft(
                        "rep:mia",
                        List.of(new Address(Address.Kind.EMAIL, "mia@x.test")),
                        DispatchMessages.gone("it moved").document());
        UUID offer = new UUID(1, 2);

        DeliveryDraft told = draft.ifToldOf(offer);

        assertThat(told.document())
                .containsEntry(DeliveryDraft.IF_TOLD_OF, offer.toString())
                .containsAllEntriesOf(draft.document());
        assertThat(told.route()).isEqualTo(draft.route());
        assertThat(told.recipient()).isEqualTo("rep:mia");
        assertThat(DispatchMessage.read(told.document()))
                .isEqualTo(DispatchMessages.gone("it moved"));
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
