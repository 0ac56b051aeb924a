package io.leaddispatcher.application.lookup;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The parts of a CRM that looking up a company has nothing to do with. */
final class Unasked {

    static final CrmRecords RECORDS =
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

    static final CrmActivities ACTIVITIES =
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

    private Unasked() {}
}
