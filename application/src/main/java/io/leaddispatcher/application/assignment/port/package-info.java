/** What is kept of assignments. */
@NullMarked
package io.leaddispatcher.application.assignment.port;

import org.jspecify.annotations.NullMarked;
