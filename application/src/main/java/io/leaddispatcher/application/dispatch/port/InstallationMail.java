package io.leaddispatcher.application.dispatch.port;

import java.util.Optional;

/** The mail server of the installation, for workspaces that have none of their own. */
public interface InstallationMail {

    Optional<SmtpChannel> channel();
}
