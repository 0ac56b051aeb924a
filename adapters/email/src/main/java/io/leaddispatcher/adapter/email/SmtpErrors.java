package io.leaddispatcher.adapter.email;

import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.EOFException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of SMTP means for a delivery. Replies of servers are not repeated, for they name
 * people; but for the one that refuses a recipient for good, which is kept for the recipient.
 */
final class SmtpErrors {

    private static final Pattern REPLY = Pattern.compile("(?m)^\\s*([45]\\d\\d)[ -]");
    private static final int PERMANENT = 500;
    private static final int LINE = 300;

    private SmtpErrors() {}

    static Attempt attempt(MessagingException failure) {
        for (@Nullable Exception e = failure; e != null; e = next(e)) {
            switch (e) {
                case SMTPAddressFailedException refused -> {
                    return recipient(refused.getReturnCode(), refused.getMessage());
                }
                case SMTPSenderFailedException refused -> {
                    return connection(refused.getReturnCode(), "the sender");
                }
                case AuthenticationFailedException refused -> {
                    return connection(code(refused.getMessage()), "the log-in");
                }
                // Not told apart: whoever names hosts is not to learn which ones exist inside.
                case UnknownHostException _ -> {
                    return new Attempt.Retry(
                            new Cause(
                                    "address_refused",
                                    "the host is not known, or calls to it are not allowed"));
                }
                case SSLException refused when !isCutOff(refused) -> {
                    return new Attempt.ConnectionDead(
                            new Cause("tls_failed", "the mail server could not prove who it is"));
                }
                case AddressException _ -> {
                    return new Attempt.WrongTarget(
                            new Cause("address_malformed", "this is no e-mail address"));
                }
                default -> {}
            }
        }
        return other(failure);
    }

    /** Nobody has said no: the server, or the way to it, went away in the middle. */
    private static boolean isCutOff(SSLException failure) {
        for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
            if (each instanceof EOFException || each instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private static Attempt other(MessagingException failure) {
        for (@Nullable Exception e = failure; e != null; e = next(e)) {
            if (e instanceof SMTPSendFailedException refused
                    && refused.getReturnCode() >= PERMANENT) {
                return new Attempt.Dead(cause(refused.getReturnCode(), "the message"));
            }
        }
        return new Attempt.Retry(
                new Cause("unreachable", "the mail server did not take the message for now"));
    }

    private static Attempt recipient(int code, @Nullable String words) {
        Cause cause = cause(code, "the recipient");
        return code >= PERMANENT
                ? new Attempt.WrongTarget(cause, DispatchMail.line(String.valueOf(words), LINE))
                : new Attempt.Retry(cause);
    }

    private static Attempt connection(int code, String what) {
        Cause cause = cause(code, what);
        return code >= 400 && code < PERMANENT
                ? new Attempt.Retry(cause)
                : new Attempt.ConnectionDead(cause);
    }

    private static Cause cause(int code, String what) {
        return new Cause("smtp_" + code, "the mail server refused " + what + " with " + code);
    }

    private static int code(@Nullable String message) {
        Matcher reply = REPLY.matcher(String.valueOf(message));
        return reply.find() ? Integer.parseInt(reply.group(1)) : 535;
    }

    private static @Nullable Exception next(Exception e) {
        if (e instanceof MessagingException messaging && messaging.getNextException() != null) {
            return messaging.getNextException();
        }
        return e.getCause() instanceof Exception cause ? cause : null;
    }
}
