package io.leaddispatcher.web.apidocs;

import java.util.List;

/** The page, ready to be shown. */
record ApiDocsView(String words, List<Group> groups) {

    record Group(String name, List<Operation> operations) {}

    /**
     * @param call the example as a command line
     */
    record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            String scope,
            List<Parameter> parameters,
            List<Answer> answers,
            String schema,
            String call) {}

    record Parameter(String name, String in, boolean required, String description) {}

    record Answer(String status, String description, String example) {}
}
