/** What those who look after a workspace are written about it. */
@NullMarked
package io.leaddispatcher.application.notice;

import org.jspecify.annotations.NullMarked;
