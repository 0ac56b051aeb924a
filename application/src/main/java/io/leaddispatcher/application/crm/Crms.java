package io.leaddispatcher.application.crm;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The CRMs that can be talked to. */
public final class Crms {

    private final Map<ConnectionType, Crm> known;

    public Crms(Collection<Crm> known) {
        this.known = known.stream().collect(toMap(Crm::type, identity()));
    }

    /** Empty when the connection is to no CRM, or to one that nobody talks to. */
    public Optional<Crm> of(ConnectionAccess connection) {
        return of(connection.type());
    }

    /**
     * @param type such as {@code hubspot}
     */
    public Optional<Crm> of(String type) {
        return ConnectionType.of(type).map(known::get);
    }
}
