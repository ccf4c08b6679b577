#ifndef NF_TCC_STDDEF_H
#define NF_TCC_STDDEF_H

typedef unsigned long size_t;

#define NULL ((void *)0)
#define offsetof(type, field) ((size_t)&((type *)0)->field)

#endif
