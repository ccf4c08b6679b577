#include <stddef.h>
#include "kernels.h"

enum { NODES = 64, LOOKUPS = 16 };

struct node {
    struct node *next;
    uint16_t key;
    uint16_t place;
};

static struct node nodes[NODES];

static struct node *build(uint32_t seed)
{
    struct node *head = NULL;
    for (uint32_t i = 0; i < NODES; i++) {
        nodes[i].next = head;
        nodes[i].key = (uint16_t)(random_next(&seed) % (2 * NODES));
        nodes[i].place = (uint16_t)i;
        head = &nodes[i];
    }
    return head;
}

static const struct node *find(const struct node *list, uint16_t key)
{
    while (list != NULL && list->key != key)
        list = list->next;
    return list;
}

static struct node *reverse(struct node *list)
{
    struct node *reversed = NULL;
    while (list != NULL) {
        struct node *next = list->next;
        list->next = reversed;
        reversed = list;
        list = next;
    }
    return reversed;
}

/* Takes up to count nodes off the front of *list. */
static struct node *take(struct node **list, uint32_t count)
{
    struct node *first = *list;
    struct node **end = list;
    struct node *node = first;
    for (; node != NULL && count > 0; count--) {
        end = &node->next;
        node = node->next;
    }
    *end = NULL;
    *list = node;
    return first;
}

/* Appends the merge of two sorted lists at *tail and gives the new tail. Equal keys keep their order. */
static struct node **merge(struct node **tail, struct node *left, struct node *right)
{
    while (left != NULL || right != NULL) {
        struct node **smaller = right == NULL || (left != NULL && left->key <= right->key) ? &left : &right;
        *tail = *smaller;
        tail = &(*tail)->next;
        *smaller = (*smaller)->next;
    }
    *tail = NULL;
    return tail;
}

/* Merge sort from runs of one node upwards: no recursion. */
static struct node *sort(struct node *list)
{
    for (uint32_t run = 1; run < NODES; run *= 2) {
        struct node *rest = list;
        struct node **tail = &list;
        while (rest != NULL) {
            struct node *left = take(&rest, run);
            struct node *right = take(&rest, run);
            tail = merge(tail, left, right);
        }
    }
    return list;
}

uint32_t list_kernel(uint32_t seed)
{
    struct node *list = build(seed);
    uint32_t checksum = 0;
    for (uint32_t i = 0; i < LOOKUPS; i++) {
        const struct node *found = find(list, (uint16_t)(random_next(&seed) % (2 * NODES)));
        checksum = checksum * 31 + (found == NULL ? NODES : found->place);
    }
    for (struct node *node = sort(reverse(list)); node != NULL; node = node->next)
        checksum = checksum * 31 + node->key + node->place;
    return checksum;
}
