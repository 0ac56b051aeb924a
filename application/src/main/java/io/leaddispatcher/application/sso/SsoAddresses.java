package io.leaddispatcher.application.sso;

import java.net.URI;

/** Where a provider sends browsers back to: one address for each workspace, to the letter. */
public final class SsoAddresses {

    private final String base;

    public SsoAddresses(URI publicUrl) {
        String text = publicUrl.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * @param workspace its short name
     */
    public URI redirect(String workspace) {
        return URI.create(base + "/login/sso/" + workspace + "/callback");
    }

    /** Where a log-in begins. */
    public URI start(String workspace) {
        return URI.create(base + "/login/sso/" + workspace);
    }
}
