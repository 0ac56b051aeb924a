package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.object;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.application.routing.port.RoutingRuns.Run;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Leads of which most are for Mia, and wait while she has another. */
abstract class MiasRoom {

    static final RepKey MIA = new RepKey("mia");
    static final RepKey BEN = new RepKey("ben");

    final RoutingDesk desk = new RoutingDesk();
    final WaitingRoom room = new WaitingRoom(desk);

    /** Mia has room for one lead at a time, and takes all; what finds her busy waits. */
    void onlyMia(Object... more) {
        mia(more);
        desk.rule(
                "mia", "assign", object("rep", "mia"), "whenUnavailable", object("queue", "later"));
        desk.change(ConfigurationKind.QUEUE, "later", "name", "Later");
    }

    void mia(Object... more) {
        Map<String, Object> document =
                object("email", "mia@x.test", "name", "Mia", "capacity", object("open", 1));
        document.putAll(object(more));
        List<Object> flat = new ArrayList<>();
        document.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        desk.change(ConfigurationKind.REP, "mia", flat.toArray());
    }

    static LeadId lead(int number) {
        return new LeadId(new UUID(7, number));
    }

    void comes(int number, Object... fields) {
        desk.now = desk.now.plusSeconds(1);
        desk.event(lead(number), fields);
        desk.turn();
    }

    List<Integer> with(RepKey rep, int upTo) {
        return IntStream.rangeClosed(1, upTo)
                .filter(number -> rep.equals(desk.file(lead(number)).placement().rep()))
                .filter(number -> desk.file(lead(number)).status() == LeadStatus.ASSIGNED)
                .boxed()
                .toList();
    }

    long pulls() {
        return desk.runs.stream().map(Run::cause).filter(Cause.PULL::equals).count();
    }
}
