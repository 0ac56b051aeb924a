package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.application.crm.port.CrmMirrors.Mirrored;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.lead.normal.Countries;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
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
            document.put("owner", owners.apply(company.owner()));
        }
        String key = key(company.id());
        if (company.parent() != null && !company.parent().equals(company.id())) {
            document.put("parent", key(company.parent()));
        }
        document.put("externalIds", Map.of(connection.value(), company.id()));
        return new Mirrored(company.id(), key, document, company.owner());
    }

    private static String name(CrmAccount company, List<String> domains) {
        String name = company.name().strip();
        String some = name.isEmpty() ? domains.stream().findFirst().orElse(company.id()) : name;
        return some.substring(0, Math.min(LONGEST_NAME, some.length()));
    }

    /** Always the same for one company, whoever mirrors it, so that parents need no look-up. */
    private String key(String id) {
        String readable = connection.value() + "." + id;
        return Key.isValid(readable)
                ? readable
                : "crm."
                        + Integer.toUnsignedString(
                                connection.value().hashCode(), Character.MAX_RADIX)
                        + "."
                        + id;
    }
}
