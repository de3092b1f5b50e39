#!/bin/sh
# Finds a Python that runs and hands over to bootstrap.py. Uses only what the shell itself has.
here=${0%/*}

for python in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3}; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 6))' 2>/dev/null; then
    exec "$python" -I "$here/bootstrap.py" "$@"
  fi
done

name=${PYTHON:-python3.11}
echo "Cần Python 3.11 trở lên, nhưng lệnh $name không có hoặc quá cũ: hãy cài Python 3.11 hoặc chỉ rõ bằng make PYTHON=đường-dẫn." \
  "[Python 3.11 or newer is needed, but $name is missing or too old: install it, or name one with make PYTHON=path.]" >&2
exit 1
