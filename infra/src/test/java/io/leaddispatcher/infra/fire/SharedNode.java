package io.leaddispatcher.infra.fire;

import io.leaddispatcher.adapter.hubspot.StandInHubSpot;
import io.leaddispatcher.adapter.postgres.TestDatabase;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.adapter.salesforce.StandInSalesforce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** One node for all tests that do it no harm; it ends with the JVM. */
final class SharedNode {

    private static final DatabaseAccess DATABASE = TestDatabase.createDatabase();
    private static final SlackTeam SLACK = SlackTeam.start();
    private static final StandInHubSpot HUBSPOT = new StandInHubSpot();
    private static final StandInSalesforce SALESFORCE = new StandInSalesforce();
    private static final Node NODE = start();

    private SharedNode() {}

    static Node node() {
        return NODE;
    }

    /**
     * Another node on the same database, which ends with the JVM too: closing one takes away the
     * threads that all servers of a JVM share.
     */
    static Node another() {
        return start();
    }

    /** What the workspaces that are connected to Slack say there. */
    static SlackTeam slack() {
        return SLACK;
    }

    /** What the workspaces that are connected to HubSpot find there. */
    static StandInHubSpot hubSpot() {
        return HUBSPOT;
    }

    /** The organisation in Salesforce. */
    static StandInSalesforce salesforce() {
        return SALESFORCE;
    }

    static Tables tables() {
        return Tables.of(DATABASE);
    }

    private static Node start() {
        try {
            Node node =
                    Node.start(
                            DATABASE,
                            Files.createTempDirectory("node"),
                            "--dispatcher.slack.api-base-url=" + SLACK.baseUrl(),
                            "--dispatcher.hubspot.api-base-url=" + HUBSPOT.url(),
                            "--dispatcher.salesforce.login-url=" + SALESFORCE.url(),
                            "--dispatcher.slack.signing-secret=" + SlackTeam.HOSTED_SECRET,
                            "--dispatcher.outbound.allow-private-addresses=true");
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
