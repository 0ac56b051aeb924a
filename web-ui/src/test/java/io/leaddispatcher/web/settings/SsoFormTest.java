package io.leaddispatcher.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.sso.SingleSignOn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

class SsoFormTest {

    private static LinkedMultiValueMap<String, String> sent() {
        var sent = new LinkedMultiValueMap<String, String>();
        sent.add("issuer", " https://id.acme.test ");
        sent.add("clientId", "leads");
        sent.add("domains", "acme.test, acme.example\n\nacme.org");
        sent.add("claim", "groups");
        sent.put("value", List.of("sales", "", "bosses"));
        sent.put("role", List.of("REP", "VIEWER", "ADMIN"));
        sent.put("team", List.of("emea", "", ""));
        sent.add("otherwise", "");
        sent.add("enabled", "true");
        return sent;
    }

    @Test
    void theRowsStayTogetherAndEmptyOnesAreNone() {
        assertThat(SsoForm.of(sent()).document())
                .containsEntry("issuer", "https://id.acme.test")
                .containsEntry("domains", List.of("acme.test", "acme.example", "acme.org"))
                .containsEntry("enabled", true)
                .containsEntry("only", false)
                .containsEntry(
                        "roles",
                        Map.of(
                                "claim",
                                "groups",
                                "rules",
                                List.of(
                                        Map.of("value", "sales", "role", "REP", "team", "emea"),
                                        Map.of("value", "bosses", "role", "ADMIN")),
                                "everyTime",
                                false));
    }

    @Test
    void whatIsSavedIsShownAgain() {
        var form = SsoForm.of(sent());
        var settings =
                SingleSignOn.read(Part.root(form.document(), new Violations())).orElseThrow();

        assertThat(SsoForm.of(settings).document()).isEqualTo(form.document());
        assertThat(SsoForm.of(settings).rows()).hasSize(4).endsWith(SsoForm.Row.EMPTY);
    }

    @Test
    void anEmptySecretKeepsTheOneThatIsThere() {
        var sent = sent();
        assertThat(SsoForm.secret(sent)).isNull();
        sent.add("secret", "  ");
        assertThat(SsoForm.secret(sent)).isNull();
    }
}
