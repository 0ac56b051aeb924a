package io.leaddispatcher.application.lookup;

import io.leaddispatcher.domain.account.AccountMatcher;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.lead.Lead;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company that is looked for in a CRM: by its id there, else by its domain, else by its name.
 *
 * @param company the CRM's own id; null where the lead came by another way
 * @param domains registrable, without free mail; the strongest first
 * @param names as accounts keep them, in each spelling
 * @param name as the lead says it; null when it says none
 */
public record Sought(
        ConnectionKey connection,
        @Nullable String company,
        List<String> domains,
        List<String> names,
        @Nullable String name) {

    public Sought {
        domains = List.copyOf(domains);
        names = List.copyOf(names);
    }

    /** Empty when the lead says nothing by which its company could be found there. */
    static Optional<Sought> of(ConnectionKey connection, Lead lead) {
        MatchKeys keys = AccountMatcher.keysOf(lead);
        var sought =
                new Sought(
                        connection,
                        keys.externalIds().get(connection.value()),
                        List.copyOf(keys.domains()),
                        List.copyOf(keys.names()),
                        lead.text("company.name").orElse(null));
        return sought.word().isEmpty() ? Optional.empty() : Optional.of(sought);
    }

    /** By what it is asked for: equal for leads of one company. Empty when there is nothing. */
    public String word() {
        if (company != null) {
            return "id:" + company;
        }
        if (!domains.isEmpty()) {
            return "domain:" + domains.getFirst();
        }
        return names.isEmpty() || name == null ? "" : "name:" + names.getFirst();
    }
}
