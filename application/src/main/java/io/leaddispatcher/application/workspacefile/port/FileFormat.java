package io.leaddispatcher.application.workspacefile.port;

import java.util.Map;

/** How a workspace is written as a text. What is taken is the same wherever somebody brings it. */
public interface FileFormat {

    /**
     * The document that a text says.
     *
     * @throws io.leaddispatcher.domain.document.InvalidInputException when it says none
     */
    Map<String, ?> read(String text);

    String write(Map<String, Object> document);
}
