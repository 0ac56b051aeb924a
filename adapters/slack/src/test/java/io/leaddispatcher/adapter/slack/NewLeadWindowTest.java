package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.adapter.slack.NewLeadWindow.Sent;
import io.leaddispatcher.application.slack.CreateLeadFromSlack.Said;
import org.junit.jupiter.api.Test;

class NewLeadWindowTest {

    private static final String REPLY = "https://hooks.slack.com/actions/T1/1/x";

    @Test
    void theWindowIsValidWhateverIsFilledInAlready() {
        String fox = "\uD83E\uDD8A".repeat(3_000);
        for (Said said :
                new Said[] {
                    new Said("", "", "", "", ""),
                    new Said("a@x.test", "+49301234567", "Ana Ruiz", "Acme", "asks for a demo"),
                    new Said(fox, fox, fox, fox, fox),
                    new Said(" ", " ", " ", " ", "<!channel> & <https://evil.test|x>")
                }) {
            BlockKit.requireModal(NewLeadWindow.of(said, REPLY));
            BlockKit.requireModal(NewLeadWindow.of(said, "x".repeat(5_000)));
        }
    }

    @Test
    void whatIsFilledInComesBack() {
        assertThat(NewLeadWindow.read(SlackJson.read(submitted("NEW_LEAD"))))
                .contains(
                        new Sent(
                                "V1",
                                "U-mia",
                                REPLY,
                                new Said("a@x.test", "", "Ana Ruiz", "", "wants a demo")));
        assertThat(NewLeadWindow.read(SlackJson.read(submitted("DECLINE")))).isEmpty();
        assertThat(NewLeadWindow.read(SlackJson.read("{}"))).isEmpty();
    }

    private static String submitted(String callback) {
        return """
        {"type":"view_submission","user":{"id":"U-mia"},"view":{"id":"V1","callback_id":"%s",
         "private_metadata":"{\\"replyTo\\":\\"%s\\"}","state":{"values":{
          "email":{"v":{"type":"plain_text_input","value":"a@x.test"}},"phone":{"v":{"value":null}},
          "name":{"v":{"value":"Ana Ruiz"}},"note":{"v":{"value":"wants a demo"}}}}}}
        """
                .formatted(callback, REPLY);
    }

    @Test
    void eachPartOfALeadHasAFieldBesideWhichItsErrorsStand() {
        assertThat(NewLeadWindow.fieldOf("/contact/email")).isEqualTo("email");
        assertThat(NewLeadWindow.fieldOf("/contact/phone")).isEqualTo("phone");
        assertThat(NewLeadWindow.fieldOf("/contact/lastName")).isEqualTo("name");
        assertThat(NewLeadWindow.fieldOf("/company/name")).isEqualTo("company");
        assertThat(NewLeadWindow.fieldOf("/custom/x")).isEqualTo("note");
    }
}
