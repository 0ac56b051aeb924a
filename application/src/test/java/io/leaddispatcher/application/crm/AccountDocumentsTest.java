package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountDocumentsTest {

    private static CrmAccount company(String name, @Nullable String phone, String... domains) {
        return new CrmAccount(
                "77", name, List.of(domains), phone, "Germany", "9", "3", Instant.EPOCH);
    }

    private static Mirrored mirrored(String connection, CrmAccount company) {
        return new AccountDocuments(new ConnectionKey(connection), id -> "rep" + id).of(company);
    }

    @Test
    void aCompanyIsAnAccountWithItsOwnerAndWhatIsAboveIt() {
        assertThat(mirrored("hs", company("Acme", "030 1234567", "https://www.acme.de/x", "?")))
                .isEqualTo(
                        new Mirrored(
                                "77",
                                "hs.77",
                                Map.of(
                                        "name",
                                        "Acme",
                                        "domains",
                                        List.of("acme.de"),
                                        "country",
                                        "DE",
                                        "phones",
                                        List.of("+49301234567"),
                                        "owner",
                                        "rep9",
                                        "parent",
                                        "hs.3",
                                        "externalIds",
                                        Map.of("hs", "77")),
                                "9"));
    }

    @Test
    void whatNoAccountMayHaveIsLeftOut() {
        for (CrmAccount company :
                List.of(
                        company("", "nothing", "acme.de"),
                        company(" ", null),
                        company("x".repeat(2_000), null, "not a domain"))) {
            Mirrored account = mirrored("c".repeat(60), company);
            Violations violations = new Violations();

            assertThat(Key.isValid(account.key())).isTrue();
            assertThat(
                            Account.read(
                                    new AccountKey(account.key()),
                                    Part.root(account.document(), violations)))
                    .isPresent();
            assertThat(violations.list()).isEmpty();
        }
        assertThat(mirrored("hs", company("", null, "acme.de")).document())
                .containsEntry("name", "acme.de");
    }

    @Test
    void whatCannotBeStoredHoldsUpNoOtherCompany() {
        assertThat(mirrored("hs", company("Ac\0me\ud83d", null)).document())
                .containsEntry("name", "Acme");
        assertThat(mirrored("hs", company("x".repeat(499) + "\ud83d\ude00", null)).document())
                .containsEntry("name", "x".repeat(499));
    }

    @Test
    void anIdThatCanBeNoKeyHasAnAccountOfItsOwn() {
        String one = mirrored("crm", named("acc:1")).key();

        assertThat(one).isEqualTo(mirrored("crm", named("acc:1")).key());
        assertThat(Key.isValid(one)).isTrue();
        assertThat(one)
                .isNotEqualTo(mirrored("crm", named("acc:2")).key())
                .isNotEqualTo(mirrored("other", named("acc:1")).key());
        assertThat(mirrored("c".repeat(60), named("acc.1")).key()).endsWith(".acc.1");
    }

    private static CrmAccount named(String id) {
        return new CrmAccount(id, "Acme", List.of(), null, null, null, null, Instant.EPOCH);
    }
}
