package io.leaddispatcher.application.letter;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.letter.port.LetterPost;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Sends letters through the mail server of a workspace, else through the installation's. */
public final class Letters {

    private final ChannelConnections connections;
    private final InstallationMail installation;
    private final LetterPost post;
    private final String base;

    /**
     * @param publicUrl where the links of letters lead
     */
    public Letters(
            ChannelConnections connections,
            InstallationMail installation,
            LetterPost post,
            URI publicUrl) {
        this.connections = connections;
        this.installation = installation;
        this.post = post;
        String text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether letters that belong to no workspace can leave. */
    public boolean areSent() {
        return installation.channel().isPresent();
    }

    /** Through the installation's mail server; without one, not at all. */
    public void post(Letter letter) {
        installation.channel().ifPresent(smtp -> post.post(smtp, letter));
    }

    /** By which server letters of this workspace leave, if any. Inside a unit of work. */
    public Mono<Optional<SmtpChannel>> channel(TenantId tenant) {
        return connections.smtp(tenant).map(Optional::of).defaultIfEmpty(installation.channel());
    }

    /**
     * Whether what this server carries is read at the letter's address and nowhere else, so that a
     * link in it proves the address. A workspace's own server may hand letters to anybody.
     */
    public static boolean provesAddresses(SmtpChannel smtp) {
        return smtp.connection() == null;
    }

    public void post(SmtpChannel smtp, Letter letter) {
        post.post(smtp, letter);
    }

    /** The full address of a page. */
    public String link(String path) {
        return base + path;
    }
}
