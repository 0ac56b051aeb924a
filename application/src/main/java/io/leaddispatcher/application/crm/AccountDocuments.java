package io.leaddispatcher.application.crm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import io.leaddispatcher.domain.lead.normal.StorableText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Companies of a CRM as accounts. What the CRM has and no account may have is left out. */
final class AccountDocuments {

    private static final int LONGEST_NAME = 500;
    private static final int MOST_DOMAINS = 50;

    private final ConnectionKey connection;
    private final Function<String, String> owners;

    /**
     * @param owners what an account names as its owner, by the CRM's id: the key of a rep, or
     *     somebody who is none
     */
    AccountDocuments(ConnectionKey connection, Function<String, String> owners) {
        this.connection = connection;
        this.owners = owners;
    }

    Mirrored of(CrmAccount company) {
        Map<String, Object> document = new LinkedHashMap<>();
        List<String> domains =
                company.domains().stream()
                        .flatMap(text -> Domains.registrable(text).stream())
                        .distinct()
                        .limit(MOST_DOMAINS)
                        .toList();
        document.put("name", name(company, domains));
        if (!domains.isEmpty()) {
            document.put("domains", domains);
        }
        String land = company.country();
        String country = land == null ? null : Countries.code(land).orElse(null);
        if (country != null) {
            document.put("country", country);
        }
        String phone = company.phone();
        if (phone != null) {
            PhoneNumbers.e164(phone, country)
                    .ifPresent(number -> document.put("phones", List.of(number)));
        }
        if (company.owner() != null) {
            document.put("owner", StorableText.of(owners.apply(company.owner())));
        }
        String key = key(company.id());
        if (company.parent() != null && !company.parent().equals(company.id())) {
            document.put("parent", key(company.parent()));
        }
        document.put("externalIds", Map.of(connection.value(), company.id()));
        return new Mirrored(company.id(), key, document, company.owner());
    }

    /** One name that cannot be stored would hold up all other companies. */
    private static String name(CrmAccount company, List<String> domains) {
        String name = StorableText.of(company.name());
        String some = name.isEmpty() ? domains.stream().findFirst().orElse(company.id()) : name;
        return StorableText.cut(some, LONGEST_NAME);
    }

    /** Always the same for one company, whoever mirrors it, so that parents need no look-up. */
    private String key(String id) {
        String readable = connection.value() + "." + id;
        if (Key.isValid(readable)) {
            return readable;
        }
        String ofConnection =
                "crm."
                        + Integer.toUnsignedString(
                                connection.value().hashCode(), Character.MAX_RADIX)
                        + ".";
        return Key.isValid(ofConnection + id)
                ? ofConnection + id
                : ofConnection + Hashing.sha256().hashString(id, UTF_8).toString().substring(0, 32);
    }
}
