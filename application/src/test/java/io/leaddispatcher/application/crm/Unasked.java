package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The parts of a CRM that reading its companies has nothing to do with. */
public final class Unasked {

    public static final CrmRecords RECORDS =
            new CrmRecords() {
                @Override
                public Mono<CrmRecord> read(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String record,
                        Set<String> properties) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<Void> write(
                        TenantId tenant,
                        ConnectionAccess connection,
                        String record,
                        Change change) {
                    throw new AssertionError("not asked for");
                }
            };

    public static final CrmActivities ACTIVITIES =
            new CrmActivities() {
                @Override
                public Mono<String> createTask(
                        TenantId tenant, ConnectionAccess connection, NewTask task) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<String> endTask(
                        TenantId tenant, ConnectionAccess connection, EndedTask task) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<String> createNote(
                        TenantId tenant, ConnectionAccess connection, NewNote note) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<String> writeMeeting(
                        TenantId tenant, ConnectionAccess connection, Meeting meeting) {
                    throw new AssertionError("not asked for");
                }
            };

    static final CrmOwners OWNERS =
            new CrmOwners() {
                @Override
                public Mono<String> byEmail(
                        TenantId tenant, ConnectionAccess connection, String email) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<CrmOwner> byId(
                        TenantId tenant, ConnectionAccess connection, String owner) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Mono<CrmOwner> asOfNow(
                        TenantId tenant, ConnectionAccess connection, String owner) {
                    throw new AssertionError("not asked for");
                }

                @Override
                public Flux<CrmOwner> all(TenantId tenant, ConnectionAccess connection) {
                    throw new AssertionError("not asked for");
                }
            };

    private Unasked() {}
}
