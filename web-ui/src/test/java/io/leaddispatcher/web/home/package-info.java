@NullMarked
package io.leaddispatcher.web.home;

import org.jspecify.annotations.NullMarked;
