package io.leaddispatcher.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.privacy.PersonKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.MultiValueMap;

class PrivacyFormTest {

    @Test
    void whoIsMeantIsNamedInOneWayAlone() {
        assertThat(form("email", " ana@acme.de ", "").person())
                .isEqualTo(new PersonKey("ana@acme.de", null, null, null));
        assertThat(form("phone", "+49 30 123456", "").person())
                .isEqualTo(new PersonKey(null, "+49 30 123456", null, null));
        assertThat(form("externalId", "51", "hs").person())
                .isEqualTo(new PersonKey(null, null, "51", "hs"));
        assertThat(form("mothersName", "ana@acme.de", "").person())
                .isEqualTo(new PersonKey("ana@acme.de", null, null, null));
    }

    @Test
    void onlyWhoeverIsNamedOnceMoreIsMeant() {
        assertThat(confirmed("Ana@acme.de ")).isTrue();
        assertThat(confirmed("")).isFalse();
        assertThat(confirmed("ana@acme.com")).isFalse();
    }

    private static PrivacyForm form(String by, String value, String connection) {
        return PrivacyForm.of(
                MultiValueMap.fromMultiValue(
                        Map.of(
                                "by",
                                List.of(by),
                                "value",
                                List.of(value),
                                "connection",
                                List.of(connection))));
    }

    private static boolean confirmed(String again) {
        return PrivacyForm.of(
                        MultiValueMap.fromMultiValue(
                                Map.of(
                                        "value",
                                        List.of("ana@acme.de"),
                                        "confirmation",
                                        List.of(again))))
                .isConfirmed();
    }
}
