@NullMarked
package io.leaddispatcher.application.outreach;

import org.jspecify.annotations.NullMarked;
